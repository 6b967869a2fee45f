package org.shelfmark.search;

import java.util.List;
import java.util.Random;
import org.shelfmark.archive.SmallRecords;

/**
 * Jobs of several owners on some machines, of which a few fail by chance, and those with a certain host, image or memory
 * request far more often.
 */
final class PlantedArchive {
    static final String BAD_HOST = "e2045.pool.test";
    static final String BAD_IMAGE = "docker://registry.test/tool:broken";
    static final String SMALL_MEMORY = "512";

    private static final int JOBS = 1500;
    private static final double BY_CHANCE = 0.04;

    /** Why jobs fail. */
    enum Cause {
        HOST("host", BAD_HOST, 0.6),
        IMAGE("image", BAD_IMAGE, 0.4),
        MEMORY("request_memory", SMALL_MEMORY, 0.4);

        private final String field;
        private final String value;
        private final double failing;

        Cause(String field, String value, double failing) {
            this.field = field;
            this.value = value;
            this.failing = failing;
        }

        String field() {
            return field;
        }

        Object value() {
            return this == MEMORY ? Long.valueOf(value) : value;
        }

        String condition() {
            return field + ":" + value;
        }
    }

    private final Random random;
    private final Cause cause;
    private final StringBuilder text = new StringBuilder();

    PlantedArchive(long seed, Cause cause) {
        this.random = new Random(seed);
        this.cause = cause;
        int cluster = 1;
        for (int jobs = 0; jobs < JOBS; cluster++) {
            int procs = 5 + random.nextInt(30);
            submission(cluster, procs);
            jobs += procs;
        }
    }

    private void submission(int cluster, int procs) {
        String owner = pick("alice", "bob", "bob", "bob", "carol");
        String memory = pick(SMALL_MEMORY, "1024", "2048", "4096");
        String image = pick(
                BAD_IMAGE,
                "docker://registry.test/tool:1",
                "docker://registry.test/tool:2",
                "docker://registry.test/tool:3",
                "docker://registry.test/tool:4");
        String command = pick("/bin/align", "/bin/fit", "/bin/render");
        for (int proc = 0; proc < procs; proc++) {
            int machine = random.nextInt(30);
            String host = machine == 0 ? BAD_HOST : "e" + (3000 + machine) + ".pool.test";
            boolean planted = switch (cause) {
                case HOST -> machine == 0;
                case IMAGE -> image.equals(BAD_IMAGE);
                case MEMORY -> memory.equals(SMALL_MEMORY);
            };
            boolean fails = random.nextDouble() < (planted ? cause.failing : BY_CHANCE);
            text.append("""
                    Owner = "%s"
                    RequestMemory = %s
                    ContainerImage = "%s"
                    Cmd = "%s"
                    JobBatchName = "batch %d"
                    RequestCpus = 1
                    """.formatted(owner, memory, image, command, cluster));
            text.append("""
                    MATCH_EXP_JOBGLIDEIN_ResourceName = "site %d"
                    LastRemoteHost = "slot1_%d@%s"
                    ExitCode = %s
                    ExitBySignal = false
                    JobStatus = 4
                    """.formatted(machine % 4, 1 + random.nextInt(8), host, fails ? pick("1", "2", "137") : "0"));
            text.append("""
                    CompletionDate = %d
                    ClusterId = %d
                    ProcId = %d
                    GlobalJobId = "ap1#%2$d.%3$d#1794900000"
                    """.formatted(1_795_000_000L + cluster * 1000L + proc, cluster, proc));
            text.append(SmallRecords.banner(cluster, proc));
        }
    }

    private String pick(String... values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    String text() {
        return text.toString();
    }
}

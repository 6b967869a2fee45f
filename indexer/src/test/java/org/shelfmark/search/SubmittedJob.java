package org.shelfmark.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A job as HTCondor writes it when it has left the queue, and the values that a summary of its submission keeps.
 *
 * @param exit null where it has none
 * @param completed 0 for a removed job
 */
record SubmittedJob(
        int cluster,
        int proc,
        String owner,
        String batch,
        int status,
        @Nullable Integer exit,
        @Nullable Integer signal,
        String host,
        double runtime,
        double cpu,
        @Nullable Integer memory,
        int requestMemory,
        long submitted,
        long started,
        long completed,
        long ended,
        int holds,
        int tag,
        String args) {
    private static final int COMPLETED = 4;
    private static final int REMOVED = 3;

    /** A job of a cluster, whose number alone says who owns it and when it was submitted. */
    static SubmittedJob random(Random random, int cluster, int proc) {
        Random common = new Random(cluster);
        String owner = RandomArchive.pick(common, java.util.List.of("alice", "Bob", "carol", "Alice"));
        String batch = "sweep-" + common.nextInt(4);
        long submitted = 1_790_000_000L + common.nextInt(40) * 86_400L + common.nextInt(86_400);
        long started = submitted + 10 + random.nextInt(5_000);
        boolean removed = random.nextInt(10) == 0;
        boolean bySignal = !removed && random.nextInt(12) == 0;
        double runtime = random.nextInt(3) == 0 ? random.nextInt(50) : random.nextDouble() * 20_000;
        long ended = started + (long) runtime + 1;
        return new SubmittedJob(
                cluster,
                proc,
                owner,
                batch,
                removed ? REMOVED : COMPLETED,
                removed || bySignal ? null : RandomArchive.pick(random, java.util.List.of(0, 0, 0, 0, 1, 1, 137)),
                bySignal ? (Integer) 9 : null,
                "e" + random.nextInt(6) + ".pool.test",
                runtime,
                runtime * random.nextDouble() * 1.2,
                random.nextInt(9) == 0 ? null : (Integer) (100 + random.nextInt(2_000)),
                common.nextBoolean() ? 1024 : 2048,
                submitted,
                started,
                removed ? 0 : ended,
                ended,
                random.nextInt(7) == 0 ? 1 + random.nextInt(3) : 0,
                random.nextInt(4),
                "--seed " + random.nextInt(1_000_000));
    }

    boolean bySignal() {
        return signal != null;
    }

    /** Null for a job that did not exit. */
    @Nullable
    Boolean failed() {
        return bySignal() ? (Boolean) true : exit == null ? null : (Boolean) (exit != 0);
    }

    /** In percent; null where it is not known. */
    @Nullable
    Double efficiency() {
        return runtime > 0 ? (Double) (100 * cpu / runtime) : null;
    }

    String id() {
        return cluster + "." + proc;
    }

    /** The record. */
    String text() {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("Owner", '"' + owner + '"');
        lines.put("JobBatchName", '"' + batch + '"');
        lines.put("ProcId", proc);
        lines.put("JobStatus", status);
        if (exit != null) {
            lines.put("ExitCode", exit);
        }
        lines.put("ExitBySignal", bySignal());
        if (signal != null) {
            lines.put("ExitSignal", signal);
        }
        lines.put("LastRemoteHost", "\"slot1_1@" + host + '"');
        lines.put("RemoteWallClockTime", runtime);
        lines.put("CumulativeRemoteUserCpu", cpu);
        lines.put("CumulativeRemoteSysCpu", 0.0);
        if (memory != null) {
            lines.put("MemoryUsage", memory);
        }
        lines.put("RequestMemory", requestMemory);
        lines.put("QDate", submitted);
        lines.put("JobStartDate", started);
        lines.put("CompletionDate", completed);
        lines.put("EnteredCurrentStatus", ended);
        if (holds > 0) {
            lines.put("NumHolds", holds);
        }
        lines.put("SweepTag", tag);
        lines.put("Args", '"' + args + '"');
        lines.put("ClusterId", cluster);
        lines.put("GlobalJobId", "\"ap1.pool.test#" + id() + '#' + submitted + '"');
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        return text.append("*** Offset = 0 ClusterId = " + cluster + " ProcId = " + proc + " Owner = \"" + owner
                        + "\" CompletionDate = " + completed + " CurrentTime = " + ended + "\n")
                .toString();
    }
}

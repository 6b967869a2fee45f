package org.shelfmark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.shelfmark.archive.SmallRecords;

/** Records of jobs that belong together in many ways, with the values that such records have, and with nonsense. */
final class RandomSubmissions {
    private static final List<String> OWNERS = List.of("alice", "Alice", "bob", "naïve", "3", "a \\\"b\\\" c");
    private static final List<String> BATCHES =
            List.of("sweep", "SWEEP", "night run", "a*b?", "q\\\"q", "(a", "x,y", "17", "true", "", "back\\slash");
    private static final List<String> NONSENSE =
            List.of("-1", "\"12\"", "9223372036854775807", "1.0E300", "undefined", "true", "-0.0", "7.5");

    private RandomSubmissions() {}

    /** So many records, of clusters 1 to a tenth of that; the processes count from a number. */
    static String records(Random random, int count, int firstProc) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(record(random, 1 + random.nextInt(Math.max(1, count / 10)), firstProc + i));
        }
        return text.toString();
    }

    private static String record(Random random, int cluster, int proc) {
        List<String> lines = new ArrayList<>();
        if (random.nextInt(20) > 0) {
            lines.add("Owner = \"" + RandomArchive.pick(random, OWNERS) + '"');
        } else if (random.nextBoolean()) {
            lines.add("Owner = 3");
        }
        if (random.nextInt(3) > 0) {
            lines.add("JobBatchName = \"" + RandomArchive.pick(random, BATCHES) + '"');
        }
        if (random.nextInt(3) > 0) {
            int dag = 1 + random.nextInt(5);
            lines.add("DAGManJobId = " + (random.nextInt(5) > 0 ? Integer.toString(dag) : "\"" + dag + '"'));
        }
        lines.add("ClusterId = " + cluster);
        lines.add("JobStatus = " + List.of(4, 4, 4, 3, 5).get(random.nextInt(5)));
        if (random.nextInt(4) > 0) {
            lines.add(
                    "ExitCode = " + List.of("0", "0", "0", "1", "137", "\"0\"").get(random.nextInt(6)));
        }
        if (random.nextInt(4) > 0) {
            lines.add("ExitBySignal = " + (random.nextInt(4) == 0));
        }
        for (String count : List.of("NumHolds", "NumShadowStarts", "NumJobStarts", "NumVacates")) {
            amount(random, count, Integer.toString(random.nextInt(4)), lines);
        }
        int submitted = 1_795_000_000 + random.nextInt(100_000);
        int started = submitted + random.nextInt(10_000);
        amount(random, "QDate", Integer.toString(submitted), lines);
        amount(random, "JobStartDate", Integer.toString(started), lines);
        amount(random, "JobCurrentStartDate", Integer.toString(started), lines);
        lines.add("CompletionDate = " + (random.nextInt(5) == 0 ? 0 : started + random.nextInt(200)));
        lines.add("EnteredCurrentStatus = " + (started + 300));
        amount(random, "RemoteWallClockTime", random.nextInt(4) == 0 ? "0.0" : quarters(random, 4_000), lines);
        amount(random, "CommittedTime", Integer.toString(random.nextInt(1_000)), lines);
        amount(random, "CpusProvisioned", Integer.toString(random.nextInt(4)), lines);
        amount(random, "RequestCpus", Integer.toString(random.nextInt(3)), lines);
        for (String cpu :
                List.of("CumulativeRemoteUserCpu", "CumulativeRemoteSysCpu", "RemoteUserCpu", "RemoteSysCpu")) {
            amount(random, cpu, quarters(random, 4_000), lines);
        }
        resources(random, lines);
        return String.join("\n", lines) + "\nProcId = " + proc + "\nGlobalJobId = \"ap1#" + cluster + "." + proc
                + "#1\"\n" + SmallRecords.banner(cluster, proc);
    }

    private static void resources(Random random, List<String> lines) {
        amount(random, "CpusUsage", quarters(random, 12), lines);
        amount(random, "MemoryUsage", Integer.toString(random.nextInt(3_000)), lines);
        amount(random, "RequestMemory", Integer.toString(1_000 * (1 + random.nextInt(3))), lines);
        amount(random, "DiskUsage_RAW", Integer.toString(random.nextInt(3_000_000)), lines);
        amount(random, "RequestDisk", Integer.toString(1_000_000), lines);
        if (random.nextInt(4) > 0) {
            lines.add("LastRemoteHost = \"slot1@e" + random.nextInt(4) + '"');
        }
        if (random.nextInt(3) == 0) {
            lines.add("LastHoldReasonCode = " + List.of(34, 13, 12, 999).get(random.nextInt(4)));
            lines.add("LastHoldReason = \"out of memory: " + random.nextInt(3_000) + " of " + random.nextInt(2)
                    + " MB on slot" + random.nextInt(30) + '"');
        }
    }

    private static String quarters(Random random, int most) {
        return Double.toString(random.nextInt(most) / 4.0);
    }

    private static void amount(Random random, String name, String value, List<String> lines) {
        if (random.nextInt(8) > 0) {
            lines.add(name + " = " + (random.nextInt(12) == 0 ? RandomArchive.pick(random, NONSENSE) : value));
        }
    }
}

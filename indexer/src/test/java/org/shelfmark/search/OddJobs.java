package org.shelfmark.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records of submissions whose values are often not what their attributes are for, and questions about them. */
final class OddJobs {
    private static final List<String> OWNERS = List.of(
            "\"alice\"", "\"Alice\"", "\"ALICE\"", "\"bob\"", "\"\"", "\"naïve\"", "\"NAÏVE\"", "3", "undefined");
    private static final List<String> TEXTS = List.of(
            "\"alice\"",
            "\"Alice\"",
            "\"bob\"",
            "\"3\"",
            "\"-1\"",
            "\"true\"",
            "\"\"",
            "\"a b\"",
            "\"x/y,z\"",
            "\"ΣΊΣΥΦΟΣ\"",
            "\"q\\\"q\"",
            "\"ｆ\"",
            "\"1700000000\"");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "2", "3", "3", "137", "-1", "9", "15", "60", "100", "1024", "2048", "3.0", "2.5", "0.0", "-0.0");
    private static final List<String> ODD = List.of(
            "true",
            "false",
            "undefined",
            "error",
            "{ 1,\"a\" }",
            "{ \"a\" }",
            "[ a = 1 ]",
            "TARGET.Memory",
            "ExitCode + 1",
            "strcat(\"t\",Tag)",
            "Tag * 2",
            "real(\"NaN\")",
            "real(\"INF\")",
            "real(\"-INF\")",
            "9223372036854775807",
            "-9223372036854775808",
            "9007199254740992",
            "9007199254740993",
            "1E300",
            "-1E300",
            "1E-300",
            "1e20",
            "ifThenElse(TARGET.Memory =?= undefined,100,200)",
            "ifThenElse(Missing =?= undefined, 3, 4)",
            "-5",
            "99999999999",
            "7.25");
    private static final List<String> TEXT_NAMES = List.of(
            "JobBatchName",
            "Cmd",
            "Iwd",
            "LastRemoteHost",
            "Args",
            "AcctGroup",
            "User",
            "Label",
            "Out",
            "DAGNodeName",
            "ExitReason",
            "RemoveReason",
            "HoldReason",
            "LastHoldReason",
            "ScheddHostname",
            "ProjectName");
    private static final List<String> NUMBER_NAMES = List.of(
            "ExitCode",
            "ExitSignal",
            "JobUniverse",
            "JobPrio",
            "NumHolds",
            "NumShadowStarts",
            "NumJobStarts",
            "NumVacates",
            "RemoteWallClockTime",
            "CommittedTime",
            "CpusProvisioned",
            "RequestCpus",
            "RequestMemory",
            "MemoryUsage",
            "RequestDisk",
            "DiskUsage_RAW",
            "CumulativeRemoteUserCpu",
            "CumulativeRemoteSysCpu",
            "CpusUsage",
            "BytesSent",
            "LastHoldReasonCode",
            "HoldReasonCode",
            "DAGManJobId",
            "Tag",
            "Ratio",
            "ImageSize_RAW",
            "RequestGPUs",
            "TransferInputSizeMB");
    private static final List<String> TIME_NAMES =
            List.of("QDate", "JobStartDate", "JobCurrentStartDate", "CompletionDate", "EnteredCurrentStatus", "MyTime");

    /** Names that are asked for: short ones, ClassAd names, and of no record. */
    static final List<String> NAMES = names();

    private final Random random;
    private final int oddness;

    /** @param oddness one of so many values is odd */
    OddJobs(Random random, int oddness) {
        this.random = random;
        this.oddness = oddness;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        org.shelfmark.mapping.Mapping.htcondorJob().fields().forEach(field -> names.add(field.name()));
        names.addAll(List.of(
                "Tag", "Label", "Ratio", "MyTime", "Owner", "ExitCode", "JobStatus", "MemoryUsage", "ClusterId"));
        return List.copyOf(names);
    }

    static <T> T pick(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private <T> T of(List<T> some) {
        return pick(random, some);
    }

    private boolean oneOf(int many) {
        return random.nextInt(many) == 0;
    }

    /** A record of a job of a cluster whose jobs are alike in some attributes. */
    String record(int cluster, int proc, long ordinal) {
        Map<String, String> lines = new LinkedHashMap<>();
        Random common = new Random(cluster * 31L);
        String owner = pick(common, OWNERS);
        if (common.nextInt(9) > 0) {
            lines.put("Owner", oneOf(5 * oddness) ? of(OWNERS) : owner);
        }
        for (String name : TEXT_NAMES) {
            if (common.nextInt(4) > 0) {
                String usual = pick(common, TEXTS);
                boolean varies = common.nextInt(4) == 0;
                if (!oneOf(8)) {
                    lines.put(name, value(varies ? of(name.equals("LastRemoteHost") ? HOSTS : TEXTS) : usual));
                }
            } else {
                common.nextInt(4);
            }
        }
        for (String name : NUMBER_NAMES) {
            if (common.nextInt(5) > 0) {
                String usual = pick(common, NUMBERS);
                boolean varies = common.nextInt(2) == 0;
                if (!oneOf(8)) {
                    lines.put(name, value(varies ? number() : usual));
                }
            }
        }
        long submitted = 1_790_000_000L + common.nextInt(40) * 86_400L + common.nextInt(86_400);
        for (String name : TIME_NAMES) {
            if (!oneOf(8)) {
                lines.put(
                        name,
                        oneOf(oddness * 2)
                                ? of(List.of("0", "-5", "-0.5", "900", "undefined", "\"x\"", "1e12", "899"))
                                : Long.toString(submitted + (oneOf(3) ? 0 : random.nextInt(90_000))));
            }
        }
        lines.put("JobStatus", value(of(List.of("4", "4", "4", "3", "5", "99"))));
        lines.put("ExitBySignal", value(oneOf(4) ? "true" : "false"));
        if (!oneOf(20)) {
            lines.put("ClusterId", Integer.toString(cluster));
        }
        if (!oneOf(12)) {
            lines.put(
                    "ProcId",
                    oneOf(40) ? of(List.of("-1", "\"7\"", "2.5", "2147483648", "-0.0")) : Integer.toString(proc));
        }
        if (!oneOf(10)) {
            lines.put("GlobalJobId", "\"ap1#" + cluster + "." + proc + "#" + ordinal + "\"");
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        return text.append("*** Offset = 0 ClusterId = ")
                .append(cluster)
                .append(" ProcId = ")
                .append(proc)
                .append(" Owner = \"alice\" CompletionDate = 1795318000 CurrentTime = 1795318000\n")
                .toString();
    }

    private static final List<String> HOSTS = List.of(
            "\"slot1@e1\"",
            "\"slot1_2@e1\"",
            "\"slot1@E1\"",
            "\"e2\"",
            "\"slot1@a@e3\"",
            "\"slot1@\"",
            "\"slot1@e4.x\"");

    private String value(String usual) {
        return oneOf(oddness) ? (oneOf(3) ? of(TEXTS) : oneOf(3) ? number() : of(ODD)) : usual;
    }

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> of(NUMBERS);
            case 1 -> Integer.toString(random.nextInt(5));
            case 2 -> Integer.toString(random.nextInt(100_000));
            default -> Double.toString(random.nextInt(40_000) / 4.0);
        };
    }

    /** A question in the query language. */
    String query(int depth) {
        if (depth == 0 || oneOf(3)) {
            return oneOf(4) ? "*" : atom();
        }
        String left = query(depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> "(" + left + ") (" + query(depth - 1) + ")";
            case 1 -> "(" + left + ") OR (" + query(depth - 1) + ")";
            default -> "-(" + left + ")";
        };
    }

    private String atom() {
        String name = of(NAMES);
        String number = oneOf(8)
                ? of(List.of(
                        "9007199254740993",
                        "9223372036854775807",
                        "-9223372036854775808",
                        "1e300",
                        "7.25",
                        "99999999999"))
                : number();
        String text = of(
                List.of("alice", "ALICE", "bob", "3", "-1", "true", "\"\"", "\"a b\"", "\"x/y,z\"", "σίσυφος", "e1"));
        String day = "2026-%02d-%02d".formatted(9 + random.nextInt(2), 1 + random.nextInt(28));
        return switch (random.nextInt(22)) {
            case 0, 1 -> "has:" + name;
            case 2, 3 -> name + ":" + number;
            case 4, 5 -> name + ":" + text;
            case 6 -> name + ":>" + number;
            case 7 -> name + ":<=" + number;
            case 8 -> name + ":" + of(List.of("a*", "*", "?*", "*e*", "A?ICE", "\"a*\"", "sl*"));
            case 9 ->
                of(List.of("completed", "ended", "submitted", "started", "MyTime", "last_started", "matched")) + ":"
                        + day;
            case 10 -> of(List.of("completed", "ended", "submitted", "started", "last_started")) + ":>" + day;
            case 11 -> "ended:[" + day + "T06:00 TO " + day + "T" + (10 + random.nextInt(9)) + ":15]";
            case 12 ->
                of(List.of(
                        "is:failed",
                        "failed:true",
                        "failed:false",
                        "status:completed",
                        "status:removed",
                        "status:held"));
            case 13 -> "cluster:" + (1 + random.nextInt(14));
            case 14 -> "id:" + (1 + random.nextInt(14)) + "." + random.nextInt(12);
            case 15 ->
                of(List.of(
                        "source:ap1", "source:AP2", "source:nowhere", "source:ap*", "proc:>3", "proc:0", "has:proc"));
            case 16 ->
                of(List.of(
                        "owner:alice",
                        "owner:Alice",
                        "owner:na*",
                        "owner:\"\"",
                        "has:owner",
                        "owner:bob",
                        "-has:owner"));
            case 17 -> "request_memory:" + of(List.of("<2GB", "1024", ">=1GB", "\"3\""));
            case 18 -> "runtime:" + of(List.of(">1h", "<60", ">0", "60", "[10 TO 100]", "-1"));
            case 19 -> "cpu_efficiency:" + of(List.of("<10", ">=90", "[20 TO 30]", ">100"));
            case 20 ->
                of(List.of(
                        "alice", "\"a b\"", "x", "batch:/a.*/", "host:e1", "host:E1", "exit:0", "exit:>0", "signal:9"));
            default -> name + ":[" + random.nextInt(5) + " TO " + (5 + random.nextInt(100)) + "]";
        };
    }
}

package org.shelfmark.search;

import static org.shelfmark.search.Truth.has;
import static org.shelfmark.search.Truth.integer;
import static org.shelfmark.search.Truth.like;
import static org.shelfmark.search.Truth.number;
import static org.shelfmark.search.Truth.raw;
import static org.shelfmark.search.Truth.text;
import static org.shelfmark.search.Truth.time;
import static org.shelfmark.search.Truth.word;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.shelfmark.sample.SampleRecord;

/** Queries about mapped fields, and what they mean in the sample. */
final class FieldTruths {
    private static final Predicate<SampleRecord> ALICE = text("Owner", "alice");
    private static final Predicate<SampleRecord> BOB = text("Owner", "bob");
    private static final Predicate<SampleRecord> LIGO = text("ProjectName", "LIGO");
    private static final Predicate<SampleRecord> FAILED =
            number("ExitCode", code -> code != 0).or(raw("ExitBySignal", "true"));

    private FieldTruths() {}

    private static Truth truth(String query, Predicate<SampleRecord> records) {
        return new Truth(query, records);
    }

    /** {@code MemoryUsage = ((ResidentSetSize + 1023) / 1024)}, the only way in which the sample has it. */
    static OptionalDouble memory(SampleRecord record) {
        return record.has("MemoryUsage") && record.integer("ResidentSetSize").isPresent()
                ? OptionalDouble.of(Math.floor((record.number("ResidentSetSize").getAsDouble() + 1023) / 1024))
                : OptionalDouble.empty();
    }

    private static Predicate<SampleRecord> memory(DoublePredicate condition) {
        return record ->
                memory(record).isPresent() && condition.test(memory(record).getAsDouble());
    }

    /** {@code MAX({ 1024,(TransferInputSizeMB + 1) * 1.25 }) * 1024} is 1048576 for inputs below 818 MB. */
    static double disk(SampleRecord record) {
        return record.number("RequestDisk").orElse(1_048_576);
    }

    static List<Truth> logic() {
        return List.of(
                truth("", record -> true),
                truth("*", record -> true),
                truth("NOT *", record -> false),
                truth("owner:alice", ALICE),
                truth("OWNER:aLiCe", ALICE),
                truth("Owner:alice", ALICE),
                truth("MY.Owner:alice", ALICE),
                truth("owner:\"ALICE\"", ALICE),
                truth("owner:nobody", record -> false),
                truth("owner:alice exit:0", ALICE.and(integer("ExitCode", 0))),
                truth("owner:alice AND exit:0", ALICE.and(integer("ExitCode", 0))),
                truth("owner:alice -exit:0", ALICE.and(integer("ExitCode", 0).negate())),
                truth("owner:alice !exit:0", ALICE.and(integer("ExitCode", 0).negate())),
                truth("-owner:alice", ALICE.negate()),
                truth("NOT NOT owner:alice", ALICE),
                truth("owner:alice OR owner:bob", ALICE.or(BOB)),
                truth("owner:alice,bob", ALICE.or(BOB)),
                truth("-owner:alice,bob", ALICE.or(BOB).negate()),
                truth("(owner:alice OR owner:bob) exit:>0", ALICE.or(BOB).and(number("ExitCode", code -> code > 0))),
                truth("owner:alice OR owner:bob exit:>0", ALICE.or(BOB.and(number("ExitCode", code -> code > 0)))),
                truth("NOT (owner:alice OR project:LIGO)", ALICE.or(LIGO).negate()),
                truth(
                        "owner:bob (exit:137 OR signal:9)",
                        BOB.and(integer("ExitCode", 137).or(integer("ExitSignal", 9)))),
                truth(
                        "owner:alice -project:LIGO -exit:0",
                        ALICE.and(LIGO.or(integer("ExitCode", 0)).negate())),
                truth(
                        "-project:dune -project:cms",
                        text("ProjectName", "dune")
                                .or(text("ProjectName", "CMS"))
                                .negate()),
                truth("source:ap1.pool.test", record -> true),
                truth("source:ap1*", record -> true),
                truth("source:ap2.pool.test", record -> false),
                truth("has:source", record -> true));
    }

    static List<Truth> codes() {
        return List.of(
                truth("exit:0", integer("ExitCode", 0)),
                truth("ExitCode:0.0", integer("ExitCode", 0)),
                truth("exit:0.5", record -> false),
                truth("exit:>0", number("ExitCode", code -> code > 0)),
                truth("exit:>=125", number("ExitCode", code -> code >= 125)),
                truth("exit:>124.5", number("ExitCode", code -> code >= 125)),
                truth("exit:<3", number("ExitCode", code -> code < 3)),
                truth("exit:<=2", number("ExitCode", code -> code <= 2)),
                truth("exit:1..127", number("ExitCode", code -> code >= 1 && code <= 127)),
                truth("exit:[1 TO 127]", number("ExitCode", code -> code >= 1 && code <= 127)),
                truth("exit:[* TO 2]", number("ExitCode", code -> code <= 2)),
                truth("exit:..5", number("ExitCode", code -> code <= 5)),
                truth("exit:5..", number("ExitCode", code -> code >= 5)),
                truth("exit:1,2,137", integer("ExitCode", 1, 2, 137)),
                truth("exit:1,7..10,>130", integer("ExitCode", 1, 7, 8, 10, 137)),
                truth("exit:\"0\"", record -> false),
                truth("has:exit", has("ExitCode")),
                truth("exit:*", has("ExitCode")),
                truth("-has:ExitCode", has("ExitCode").negate()),
                truth("NOT exit:0", integer("ExitCode", 0).negate()),
                truth("signal:9", integer("ExitSignal", 9)),
                truth("signal:9,11,15", integer("ExitSignal", 9, 11, 15)),
                truth("has:ExitSignal", has("ExitSignal")),
                truth("ExitBySignal:true", raw("ExitBySignal", "true")),
                truth("by_signal:FALSE", raw("ExitBySignal", "false")),
                truth("status:removed", integer("JobStatus", 3)),
                truth("status:Completed", integer("JobStatus", 4)),
                truth("status:4", integer("JobStatus", 4)),
                truth("status:comp*,rem*", integer("JobStatus", 3, 4)),
                truth("status:held", record -> false),
                truth("-status:completed", integer("JobStatus", 4).negate()),
                truth("has:status", record -> true),
                truth("universe:*", record -> true),
                truth("JobStatus:>3", integer("JobStatus", 4)),
                truth("universe:local", integer("JobUniverse", 12)),
                truth("universe:local,scheduler", integer("JobUniverse", 7, 12)),
                truth("universe:vanilla exit:2", integer("JobUniverse", 5).and(integer("ExitCode", 2))),
                truth("is:failed", FAILED),
                truth("failed:true", FAILED),
                truth(
                        "failed:false",
                        integer("ExitCode", 0).and(raw("ExitBySignal", "true").negate())),
                truth("has:failed", has("ExitCode").or(raw("ExitBySignal", "true"))),
                truth("-is:failed", FAILED.negate()),
                truth(
                        "is:ok",
                        integer("JobStatus", 4)
                                .and(integer("ExitCode", 0))
                                .and(raw("ExitBySignal", "true").negate())),
                truth("is:removed", integer("JobStatus", 3)),
                truth(
                        "is:completed -is:ok",
                        integer("JobStatus", 4).and(integer("ExitCode", 0).negate())));
    }

    static List<Truth> numbersAndTimes() {
        return List.of(
                truth("runtime:0", number("RemoteWallClockTime", seconds -> seconds == 0)),
                truth("runtime:1..2", number("RemoteWallClockTime", seconds -> seconds >= 1 && seconds <= 2)),
                truth("runtime:>2m", number("RemoteWallClockTime", seconds -> seconds > 120)),
                truth("runtime:2m41s", number("RemoteWallClockTime", seconds -> seconds == 161)),
                truth("runtime:2.5m..0.1h", number("RemoteWallClockTime", seconds -> seconds >= 150 && seconds <= 360)),
                truth("runtime:<0.5", number("RemoteWallClockTime", seconds -> seconds < 0.5)),
                truth("memory:8", memory(megabytes -> megabytes == 8)),
                truth("memory:>0", memory(megabytes -> megabytes > 0)),
                truth("memory:>2048KB", memory(megabytes -> megabytes > 2)),
                truth("memory:<0.01GB", memory(megabytes -> megabytes < 10.24)),
                truth("-memory:>0", memory(megabytes -> megabytes > 0).negate()),
                truth("-has:MemoryUsage", record -> memory(record).isEmpty()),
                truth("RequestMemory:128MB", integer("RequestMemory", 128)),
                truth("requestmemory:>=0.125GB", number("RequestMemory", megabytes -> megabytes >= 128)),
                truth("request_disk:20MB", record -> disk(record) == 20_480),
                truth("RequestDisk:>20MB", record -> disk(record) > 20_480),
                truth(
                        "rss:5MB..6MB",
                        number("ResidentSetSize_RAW", kilobytes -> kilobytes >= 5120 && kilobytes <= 6144)),
                truth("disk:35", integer("DiskUsage_RAW", 35)),
                truth("received:>10KB", number("BytesRecvd", bytes -> bytes > 10_240)),
                truth("priority:<0", number("JobPrio", priority -> priority < 0)),
                truth("JobPrio:-10", integer("JobPrio", -10)),
                truth("JobPrio:-7..-5", number("JobPrio", priority -> priority >= -7 && priority <= -5)),
                truth(
                        "starts:>=2 status:completed",
                        number("NumJobStarts", n -> n >= 2).and(integer("JobStatus", 4))),
                truth("completed:2026-11-22", has("CompletionDate")),
                truth("completed:2026", has("CompletionDate")),
                truth("completed:yesterday", has("CompletionDate")),
                truth("completed:today", record -> false),
                truth("completed:>-7d", has("CompletionDate")),
                truth("completed:2026-11-21", record -> false),
                truth("-has:completed", has("CompletionDate").negate()),
                truth("completed:>=2026-11-22T03:45:00", time("CompletionDate", 1_795_319_100, Long.MAX_VALUE)),
                truth("completed:<2026-11-22T04:45+01:00", time("CompletionDate", 1, 1_795_319_099)),
                truth("completed:2026-11-22T03:45Z", time("CompletionDate", 1_795_319_100, 1_795_319_159)),
                truth("completed:>2026-11-22T03:45", time("CompletionDate", 1_795_319_160, Long.MAX_VALUE)),
                truth(
                        "submitted:2026-11-22T03:40:00..2026-11-22T03:44:59",
                        time("QDate", 1_795_318_800, 1_795_319_099)),
                truth("submitted:[2026-11-22T03:40 TO 2026-11-22T03:44]", time("QDate", 1_795_318_800, 1_795_319_099)),
                truth("completed:1795319416", integer("CompletionDate", 1_795_319_416)),
                truth("entered:1795319416,1795319417", integer("EnteredCurrentStatus", 1_795_319_416, 1_795_319_417)),
                truth("started:<2026-11-22T03:40:00", time("JobStartDate", 1, 1_795_318_799)),
                truth(
                        "ended:<2026-11-22T03:45",
                        time("CompletionDate", 1, 1_795_319_099)
                                .or(has("CompletionDate")
                                        .negate()
                                        .and(time("EnteredCurrentStatus", 1, 1_795_319_099)))),
                truth(
                        "ran:2026-11-22T03:44..2026-11-22T03:46",
                        time("JobCurrentStartDate", 1, 1_795_319_219)
                                .and(time("EnteredCurrentStatus", 1_795_319_040, Long.MAX_VALUE))));
    }

    static List<Truth> places() {
        return List.of(
                truth("host:ap1.pool.test", has("LastRemoteHost")),
                truth("host:AP1*", has("LastRemoteHost")),
                truth("host:slot1*", record -> false),
                truth("-has:host", has("LastRemoteHost").negate()),
                truth("slot:slot1@ap1.pool.test", text("LastRemoteHost", "slot1@ap1.pool.test")),
                truth("slot:slot1*", like("LastRemoteHost", "slot1.*")),
                truth("slot:slot13_?@*", like("LastRemoteHost", "slot13_.@.*")),
                truth("cluster:564", integer("ClusterId", 564)),
                truth("id:564", integer("ClusterId", 564)),
                truth("id:564.7", integer("ClusterId", 564).and(integer("ProcId", 7))),
                truth("564.7", integer("ClusterId", 564).and(integer("ProcId", 7))),
                truth("id:ap1.pool.test#564.7,463.1", record -> record.id().matches("564\\.7|463\\.1")),
                truth("id:ap2.pool.test#564.7", record -> false),
                truth("cluster:400..500", number("ClusterId", cluster -> cluster >= 400 && cluster <= 500)),
                truth(
                        "ProcId:>=45 cluster:>400",
                        number("ProcId", n -> n >= 45).and(number("ClusterId", n -> n > 400))),
                truth(
                        "GlobalJobId:\"ap1.pool.test#30.0#1795318744\"",
                        raw("ClusterId", "30").and(raw("ProcId", "0"))),
                truth("GlobalJobId:AP1*#30.0#*", raw("ClusterId", "30").and(raw("ProcId", "0"))),
                truth("dag:8", integer("DAGManJobId", 8)),
                truth("has:dag", has("DAGManJobId")),
                truth("node:bad", text("DAGNodeName", "Bad")),
                truth("group:group_physics.icecube", has("AcctGroup")),
                truth("group:group_physics*", has("AcctGroup")),
                truth("project:Xenon*", like("ProjectName", "xenon.*")),
                truth("project:OSG.Training", text("ProjectName", "OSG.Training")),
                truth("cmd:/bin/sh", text("Cmd", "/bin/sh")),
                truth("cmd:*/sim.sh", like("Cmd", ".*/sim\\.sh")),
                truth("args:*cfg_3.json", like("Args", ".*cfg_3\\.json")),
                truth("Args:*cfg_3.json", like("Args", ".*cfg_3\\.json")),
                truth("Arguments:*exit*", like("Arguments", ".*exit.*")),
                truth("has:MY.Args", has("Args")),
                truth("MY.args:*cfg_3.json", like("Args", ".*cfg_3\\.json")),
                truth("has:args", has("Args").or(has("Arguments"))),
                truth("batch:\"to be removed\"", text("JobBatchName", "to be removed")),
                truth("batch:\"hold & release\"", text("JobBatchName", "hold & release")),
                truth("batch:hold\\ &\\ release", text("JobBatchName", "hold & release")),
                truth("batch:NAÏVE-批次-bob", text("JobBatchName", "naïve-批次-bob")),
                truth("batch:*批次*", like("JobBatchName", ".*批次.*")),
                truth("batch:weekly/2026-W47", text("JobBatchName", "weekly/2026-W47")),
                truth("batch:\"signals *\"", record -> false),
                truth("batch:signals\\ *", like("JobBatchName", "signals .*")),
                truth("batch:*-sweep-3", like("JobBatchName", ".*-sweep-3")),
                truth("has:HoldReason", has("HoldReason")),
                truth("has:LastHoldReason", has("LastHoldReason")),
                truth("LastHoldReason:*\\\"check\\\"*", like("LastHoldReason", ".*\"check\".*")),
                truth("last_hold_code:3", integer("LastHoldReasonCode", 3)),
                truth("holds:>1", number("NumHolds", n -> n > 1)),
                truth("diamond0", word("diamond0")),
                truth("sweep batch:ligo*", word("sweep").and(like("JobBatchName", "ligo.*"))),
                truth("\"removed be\"", word("removed").and(word("be"))),
                truth("condor_rm alice", word("condor_rm").and(word("alice"))),
                truth("批*", word("批.*")),
                truth("étude", word("étude")),
                truth("-terminated", word("Terminated").negate()));
    }
}

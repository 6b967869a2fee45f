package org.shelfmark.search;

import static org.shelfmark.search.Truth.has;
import static org.shelfmark.search.Truth.integer;
import static org.shelfmark.search.Truth.like;
import static org.shelfmark.search.Truth.number;
import static org.shelfmark.search.Truth.raw;
import static org.shelfmark.search.Truth.text;

import java.util.List;
import java.util.function.Predicate;
import org.shelfmark.sample.SampleRecord;

/** Queries about attributes without a field, of every kind of value, and what they mean in the sample. */
final class AttributeTruths {
    /** All the jobs that have every kind of value. */
    private static final Predicate<SampleRecord> KINDS = integer("ClusterId", 463);

    private static final Predicate<SampleRecord> NONE = KINDS.and(KINDS.negate());

    private AttributeTruths() {}

    private static Truth truth(String query, Predicate<SampleRecord> records) {
        return new Truth(query, records);
    }

    /** {@code (ExitCode =!= 0 && NumJobStarts < 2)} where it is written. */
    private static Predicate<SampleRecord> holds(boolean value) {
        return record -> switch (record.raw("OnExitHold")) {
            case "" -> false;
            case "false" -> !value;
            default ->
                value
                        == (!record.raw("ExitCode").equals("0")
                                && record.number("NumJobStarts").orElseThrow() < 2);
        };
    }

    static List<Truth> kinds() {
        return List.of(
                truth("MyInt:-42", KINDS),
                truth("MY.MyInt:-42", KINDS),
                truth("myint:-42.0", KINDS),
                truth("MyInt:<0", KINDS),
                truth("MyInt:>=0", NONE),
                truth("MyInt:\"-42\"", NONE),
                truth("-has:MyInt", KINDS.negate()),
                truth("MyInt2:7", KINDS),
                truth("MyBig:9007199254740993", KINDS),
                truth("MyBig:9007199254740992", NONE),
                truth("MyBig:9007199254740994", NONE),
                truth("MyBig:>9007199254740992", KINDS),
                truth("MyBig:<9007199254740994", KINDS),
                truth("MyBig:9007199254740993..9007199254740993", KINDS),
                truth("MyBig:>9007199254740993", NONE),
                truth("MyReal:<0.01", KINDS),
                truth("MyReal:0.0015", KINDS),
                truth("MyReal:1.5e-3", KINDS),
                truth("MyReal:0.0014..0.0015", KINDS),
                truth("MyReal2:3", KINDS),
                truth("MyReal2:\"3\"", NONE),
                truth("MyTrue:true", KINDS),
                truth("MyTrue:TRUE", KINDS),
                truth("MyTrue:1", NONE),
                truth("MyTrue:\"true\"", NONE),
                truth("MyFalse:false", KINDS),
                truth("has:MyFalse", KINDS),
                truth("MyFalse:true", NONE),
                truth("has:MyUndef", NONE),
                truth("-has:MyUndef", record -> true),
                truth("has:MyErr", KINDS),
                truth("MyErr:*", KINDS),
                truth("has:MyEmpty", KINDS),
                truth("MyEmpty:\"\"", KINDS),
                truth("MyUni:*café*", KINDS),
                truth("MyUni:\"NAÏVE CAFÉ – ΕΛΛΗΝΙΚΆ – 中文 – 😀\"", KINDS),
                truth("MyUni:*?", KINDS),
                truth("MyUni:*–\\ ?", KINDS),
                truth("MyUni:cafe", NONE),
                truth("MyEsc:*backslash\\ \\\\*", KINDS),
                truth("MyEsc:quote\\ \\\"*", KINDS),
                truth("MyEsc:\"quote \\\" backslash \\\\\\\\ tab \\\\t newline \\\\n end\"", KINDS),
                truth("My_Under_Score9:ok", KINDS),
                truth("MyTern:high", KINDS.and(number("ProcId", proc -> proc > 5))),
                truth("MyTern:low,medium", KINDS.and(number("ProcId", proc -> proc <= 5))),
                truth("MyTern:?o*", KINDS.and(number("ProcId", proc -> proc <= 5))),
                truth("MyFunc:proc-7", KINDS.and(integer("ProcId", 7))),
                truth("MyFunc:PROC-1*", KINDS.and(integer("ProcId", 1, 10, 11))),
                truth("MyExpr:214", KINDS),
                truth("MyExpr:200..300", KINDS),
                truth("has:MyExpr", KINDS),
                truth("MyList:*three*", KINDS),
                truth("has:MyList", KINDS),
                truth("MyNested:*deep*", KINDS),
                truth("has:MyNested", KINDS),
                truth("has:MyTime has:MyRel", KINDS));
    }

    static List<Truth> others() {
        return List.of(
                truth("Campaign:3", integer("Campaign", 3)),
                truth("campaign:>=4", number("Campaign", n -> n >= 4)),
                truth(
                        "CAMPAIGN:1..2 owner:dave",
                        number("Campaign", n -> n <= 2).and(text("Owner", "dave"))),
                truth("-Campaign:5", integer("Campaign", 5).negate()),
                truth(
                        "has:Campaign -Campaign:5",
                        has("Campaign").and(integer("Campaign", 5).negate())),
                truth("Tier:local", text("Tier", "local")),
                truth("Tier:local,Scheduler", has("Tier")),
                truth("has:JobCurrentReconnectAttempt", NONE),
                truth("ShouldTransferFiles:no", text("ShouldTransferFiles", "NO")),
                truth("TransferErr:false", raw("TransferErr", "false")),
                truth("OnExitHold:true", holds(true)),
                truth("OnExitHold:false", holds(false)),
                truth("has:OnExitHold", has("OnExitHold")),
                truth("Rank:0", raw("Rank", "0.0")),
                truth("has:Rank", raw("Rank", "0.0")),
                truth("-has:Rank", raw("Rank", "Memory")),
                truth(
                        "Requirements:*TARGET.HasFileTransfer*",
                        record -> record.raw("Requirements").contains("TARGET.HasFileTransfer")),
                truth(
                        "OnExitHoldReason:*code\\ was\\ 10;*",
                        has("OnExitHoldReason").and(integer("ExitCode", 10))),
                truth("JobSubmitFile:*.sub", like("JobSubmitFile", ".*\\.sub")),
                truth("JobLastStartDate:>=2026-11-22T03:45", number("JobLastStartDate", n -> n >= 1_795_319_100)),
                truth("JobCurrentFinishTransferOutputDate:-1", integer("JobCurrentFinishTransferOutputDate", -1)),
                truth("DiskUsage:35", integer("DiskUsage", 35)),
                truth("DiskUsage_RAW:43", integer("DiskUsage_RAW", 43)),
                truth("DiskUsage:>40KB", number("DiskUsage", n -> n > 40)),
                truth(
                        "NumHoldsByReason:*JobPolicy*",
                        record -> record.raw("NumHoldsByReason").contains("JobPolicy")),
                truth("TotalSubmitProcs:2..40", number("TotalSubmitProcs", n -> n >= 2 && n <= 40)),
                truth("ExitStatus:>0", number("ExitStatus", n -> n > 0)),
                truth("myType:JOB", record -> true),
                truth("JobDescription:\"it's a \\\"quoted\\\" one\"", text("JobDescription", "it's a \"quoted\" one")),
                truth("JobDescription:\"a, b; c = d && e || f\"", text("JobDescription", "a, b; c = d && e || f")),
                truth("JobDescription:*100%", like("JobDescription", ".*100%")),
                truth("JobDescription:back\\\\slash*", like("JobDescription", "back\\\\slash.*")),
                truth("JobDescription:\"日本語の説明 🚀\"", text("JobDescription", "日本語の説明 🚀")),
                truth("JobDescription:\"ÜNÏCÖDÉ straße\"", text("JobDescription", "Ünïcödé Straße")));
    }
}

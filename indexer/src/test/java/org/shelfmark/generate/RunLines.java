package org.shelfmark.generate;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Attributes that tell how a job ran: outcome, times and use. */
final class RunLines {
    private static final byte[] TOTAL_BYTES = LineBuffer.bytesOf("[ CedarSizeBytesTotal = ");
    private static final byte[] TOTAL_FILES = LineBuffer.bytesOf("; CedarFilesCountTotal = ");
    private static final byte[] LAST_BYTES = LineBuffer.bytesOf("; CedarSizeBytesLastRun = ");
    private static final byte[] LAST_FILES = LineBuffer.bytesOf("; CedarFilesCountLastRun = ");
    private static final byte[] SLOT = LineBuffer.bytesOf("slot1_");
    private static final byte[] CLAIM_END = LineBuffer.bytesOf("#...\"");

    private final Submission submission;
    private final TemplateBuilder lines;

    private RunLines(Submission submission, TemplateBuilder lines) {
        this.submission = submission;
        this.lines = lines;
    }

    static void addTo(TemplateBuilder lines, Submission submission) {
        RunLines adding = new RunLines(submission, lines);
        adding.outcome();
        adding.counters();
        adding.dates();
        adding.durations();
        adding.sizes();
        adding.stops();
        if (submission.matched()) {
            adding.machine();
            adding.transfers();
        }
    }

    private void outcome() {
        number("JobStatus", run -> run.completed() ? 4 : 3);
        number("LastJobStatus", run -> run.ran() ? 2 : run.held() ? 5 : 1);
        lines.perJobWhen("ExitCode", run -> run.ending() instanceof Ending.Exited, (run, out) -> {
            if (run.ending() instanceof Ending.Exited exited) {
                out.append(exited.code());
            }
        });
        lines.perJob("ExitBySignal", (run, out) -> out.append(signal(run.ending()) > 0 ? "true" : "false"));
        numberWhen("ExitSignal", run -> signal(run.ending()) > 0, run -> signal(run.ending()));
        textWhen("ExitReason", run -> signal(run.ending()) > 0, run -> "died on signal " + signalName(run));
        textWhen("RemoveReason", run -> !run.completed(), this::removeReason);
        lines.expressionWhen("JobAbortEventLogged", run -> !run.completed(), "1");
        lines.expressionWhen("InitialJobStatus", run -> !run.ran(), "1");
        lines.expressionWhen("RemoveKillSig", run -> !run.ran(), "\"SIGTERM\"");
        lines.expressionWhen("JobCoreDumped", run -> run.ending() instanceof Ending.Killed, "false");
    }

    private void counters() {
        number("NumJobStarts", JobRun::starts);
        number("NumShadowStarts", JobRun::starts);
        number("JobRunCount", JobRun::starts);
        number("NumJobCompletions", JobRun::completions);
        number("NumSystemHolds", run -> run.hold() != null && run.hold().whileRunning() ? 1 : 0);
    }

    private void dates() {
        numberWhen("JobStartDate", JobRun::ran, run -> run.times().firstStart());
        numberWhen("JobCurrentStartDate", JobRun::ran, run -> run.times().currentStart());
        numberWhen(
                "JobLastStartDate", run -> run.starts() > 1, run -> run.times().previousStart());
        numberWhen("CompletionDate", JobRun::completed, run -> run.times().end());
        number("EnteredCurrentStatus", run -> run.times().end());
        number("JobFinishedHookDone", run -> run.times().end());
    }

    private void durations() {
        int cpus = submission.application().cpus();
        real("RemoteWallClockTime", JobRun::wallSeconds);
        real("LastRemoteWallClockTime", run -> run.ran() ? run.times().lastWall() : 0);
        real("CumulativeSlotTime", run -> run.wallSeconds() * cpus);
        number("CommittedTime", JobRun::committedSeconds);
        real("CommittedSlotTime", run -> run.committedSeconds() * cpus);
        real("RemoteUserCpu", run -> run.ran() ? run.usage().userSeconds() : 0);
        real("RemoteSysCpu", run -> run.ran() ? run.usage().systemSeconds() : 0);
        real("CumulativeRemoteUserCpu", run -> run.ran() ? run.usage().userSeconds() + earlierCpu(run) : 0);
        real("CumulativeRemoteSysCpu", run -> run.ran() ? run.usage().systemSeconds() : 0);
    }

    private void sizes() {
        number("ResidentSetSize", run -> run.ran() ? Usage.rounded(run.residentKibibytes()) : 0);
        number("ResidentSetSize_RAW", run -> run.ran() ? run.residentKibibytes() : 0);
        number("ImageSize", run -> Usage.rounded(imageKibibytes(run)));
        number("ImageSize_RAW", RunLines::imageKibibytes);
        number("DiskUsage", run -> Usage.rounded(run.usage().diskKibibytes()));
        number("DiskUsage_RAW", run -> run.usage().diskKibibytes());
    }

    private void stops() {
        lines.expressionWhen("NumHolds", JobRun::held, "1");
        lines.perJobWhen("NumHoldsByReason", JobRun::held, (run, out) -> countByLabel(run.hold(), out));
        textWhen("LastHoldReason", JobRun::held, run -> reason(run.hold()));
        numberWhen("LastHoldReasonCode", JobRun::held, run -> code(run.hold()));
        numberWhen("LastHoldReasonSubCode", JobRun::held, run -> subCode(run.hold()));
        textWhen(
                "ReleaseReason",
                run -> run.held() && run.ran(),
                run -> "via condor_release (by user " + submission.submitter().owner() + ")");
        lines.expressionWhen("HoldReason", run -> run.held() && !run.completed(), "undefined");
        lines.expressionWhen("NumVacates", JobRun::vacated, "1");
        lines.perJobWhen("NumVacatesByReason", JobRun::vacated, (run, out) -> countByLabel(run.vacate(), out));
        textWhen("VacateReason", JobRun::vacated, run -> reason(run.vacate()));
        numberWhen("VacateReasonCode", JobRun::vacated, run -> code(run.vacate()));
        numberWhen("VacateReasonSubCode", JobRun::vacated, run -> subCode(run.vacate()));
        numberWhen("LastVacateTime", JobRun::vacated, run -> run.times().currentStart() - 20);
        lines.expressionWhen(
                "RequeueReason",
                run -> run.retries() > 0,
                "\"The job attribute OnExitRemove expression 'NumJobCompletions > JobMaxRetries || ExitCode =?= 0'"
                        + " evaluated to FALSE\"");
    }

    private void machine() {
        lines.perJobWhen("LastRemoteHost", JobRun::ran, (run, out) -> {
            out.append('"');
            appendSlot(run, out);
            out.append(run.host().startdName()).append('"');
        });
        lines.perJobWhen("LastPublicClaimId", JobRun::ran, (run, out) -> {
            out.append('"').append(run.host().claimPrefix()).append(run.claim());
            out.append(CLAIM_END);
        });
        lines.perJobWhen(
                "StartdPrincipal",
                JobRun::ran,
                (run, out) -> out.append('"').append(run.host().principal()).append('"'));
        number("NumJobMatches", JobRun::starts);
        numberWhen("LastMatchTime", JobRun::ran, run -> run.times().currentStart());
        numberWhen("InitialWaitDuration", JobRun::ran, run -> run.times().firstStart() - submission.queued());
        numberWhen("LastJobLeaseRenewal", JobRun::ran, run -> run.times().end());
        numberWhen(
                "JobCurrentStartExecutingDate", JobRun::ran, run -> run.times().executing());
        numberWhen("ActivationDuration", JobRun::ran, run -> run.times().lastWall());
        numberWhen("ActivationSetupDuration", JobRun::ran, run -> run.times().setup());
        numberWhen("ActivationTeardownDuration", JobRun::ran, run -> run.times().teardown());
        numberWhen(
                "ActivationExecutionDuration", JobRun::ran, run -> run.times().executed());
        numberWhen("StatsLifetimeStarter", JobRun::ran, run -> run.times().lastWall());
        lines.perJobWhen("CpusUsage", JobRun::ran, (run, out) -> out.appendMillionths(cpusMillionths(run)));
        if (submission.glidein()) {
            textWhen("GLIDEIN_Site", JobRun::ran, run -> run.host().site());
            textWhen(
                    "MATCH_EXP_JOBGLIDEIN_ResourceName",
                    JobRun::ran,
                    run -> run.host().resource());
        }
    }

    private void transfers() {
        lines.perJob(
                "BytesSent",
                (run, out) -> out.appendReal(run.ran() ? run.usage().bytesSent() : 0));
        lines.perJob("BytesRecvd", (run, out) -> out.appendReal(run.usage().bytesReceived() * run.starts()));
        lines.perJobWhen(
                "TransferInputStats",
                JobRun::ran,
                (run, out) -> stats(run.usage().bytesReceived(), 4, run, out));
        lines.perJobWhen(
                "TransferOutputStats",
                JobRun::ran,
                (run, out) -> stats(run.usage().bytesSent(), 2, run, out));
        numberWhen(
                "JobCurrentStartTransferInputDate",
                JobRun::ran,
                run -> run.times().currentStart());
        numberWhen(
                "JobCurrentFinishTransferInputDate",
                JobRun::ran,
                run -> run.times().executing());
        numberWhen("JobCurrentStartTransferOutputDate", JobRun::ran, RunLines::executed);
        numberWhen(
                "JobCurrentFinishTransferOutputDate",
                JobRun::ran,
                run -> run.times().end());
        if (submission.cluster() % 8 == 0 && submission.dagNode() == null) {
            numberWhen("TransferInStarted", JobRun::ran, run -> run.times().currentStart());
            numberWhen("TransferInFinished", JobRun::ran, run -> run.times().executing());
            numberWhen("TransferOutStarted", JobRun::ran, RunLines::executed);
            numberWhen("TransferOutFinished", JobRun::ran, run -> run.times().end());
        }
    }

    private void number(String name, ToLongFunction<JobRun> value) {
        lines.perJob(name, (run, out) -> out.append(value.applyAsLong(run)));
    }

    private void numberWhen(String name, Predicate<JobRun> condition, ToLongFunction<JobRun> value) {
        lines.perJobWhen(name, condition, (run, out) -> out.append(value.applyAsLong(run)));
    }

    private void real(String name, ToLongFunction<JobRun> value) {
        lines.perJob(name, (run, out) -> out.appendReal(value.applyAsLong(run)));
    }

    private void textWhen(String name, Predicate<JobRun> condition, Function<JobRun, String> value) {
        lines.perJobWhen(
                name,
                condition,
                (run, out) -> out.append('"')
                        .append(TemplateBuilder.quote(value.apply(run)))
                        .append('"'));
    }

    private void appendSlot(JobRun run, LineBuffer out) {
        out.append(SLOT).append(run.slot()).append('@');
    }

    /** Partly total, partly last run, as the schedd keeps both; equal for a job that ran once. */
    private static void stats(long bytes, int files, JobRun run, LineBuffer out) {
        out.append(TOTAL_BYTES).append(bytes * run.starts());
        out.append(TOTAL_FILES).append((long) files * run.starts());
        out.append(LAST_BYTES)
                .append(bytes)
                .append(LAST_FILES)
                .append(files)
                .append(' ')
                .append(']');
    }

    private static long executed(JobRun run) {
        return run.times().end() - run.times().teardown();
    }

    private static long imageKibibytes(JobRun run) {
        return run.ran() ? run.usage().imageKibibytes() : 2_592;
    }

    private static long earlierCpu(JobRun run) {
        return run.times().earlierWall() / 2;
    }

    private static long cpusMillionths(JobRun run) {
        long seconds = Math.max(1, run.times().executed());
        return (run.usage().userSeconds() + run.usage().systemSeconds()) * 1_000_000 / seconds;
    }

    /** 0 for none. */
    private static int signal(Ending ending) {
        return switch (ending) {
            case Ending.Killed killed -> killed.signal();
            case Ending.RemovedRunning removed -> 15;
            case Ending.Exited exited -> 0;
            case Ending.RemovedIdle removed -> 0;
        };
    }

    private static String signalName(JobRun run) {
        int signal = signal(run.ending());
        return switch (signal) {
            case 6 -> "6 (Aborted)";
            case 7 -> "7 (Bus error)";
            case 9 -> "9 (Killed)";
            case 11 -> "11 (Segmentation fault)";
            case 15 -> "15 (Terminated)";
            default -> Integer.toString(signal);
        };
    }

    private String removeReason(JobRun run) {
        if (run.ending() instanceof Ending.RemovedRunning removed && removed.byPolicy()) {
            return "The job attribute PeriodicRemove expression 'NumJobStarts > 8' evaluated to TRUE";
        }
        if (submission.dagNode() != null) {
            return "Removed by DAGMan (by user " + submission.submitter().owner() + ")";
        }
        return "via condor_rm (by user " + submission.submitter().owner() + ")";
    }

    private String reason(@Nullable StopCause cause) {
        return cause == null
                ? ""
                : cause.reason().replace("{user}", submission.submitter().owner());
    }

    private static long code(@Nullable StopCause cause) {
        return cause == null ? 0 : cause.code();
    }

    private static long subCode(@Nullable StopCause cause) {
        return cause == null ? 0 : cause.subCode();
    }

    private static void countByLabel(@Nullable StopCause cause, LineBuffer out) {
        out.append("[ ").append(cause == null ? "Unspecified" : cause.label()).append(" = 1 ]");
    }
}

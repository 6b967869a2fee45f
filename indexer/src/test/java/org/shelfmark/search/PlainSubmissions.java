package org.shelfmark.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.shelfmark.sample.SampleRecord;
import org.shelfmark.search.SubmissionRequests.Grouping;

/** Submissions and their totals, computed from the records of an archive in the plainest way. */
final class PlainSubmissions {
    private static final double MOST = 1e15;

    private PlainSubmissions() {}

    /** The records of each submission by a key; those that belong to none are left out. */
    static Map<String, List<SampleRecord>> groups(List<SampleRecord> records, Grouping by) {
        Map<String, List<SampleRecord>> groups = new TreeMap<>();
        for (SampleRecord record : records) {
            key(record, by)
                    .ifPresent(key -> groups.computeIfAbsent(key, made -> new ArrayList<>())
                            .add(record));
        }
        return groups;
    }

    private static Optional<String> key(SampleRecord record, Grouping by) {
        String owner = record.raw("Owner");
        if (!owner.isEmpty() && !owner.startsWith("\"")) {
            return Optional.empty();
        }
        String own = switch (by) {
            case CLUSTER -> record.raw("ClusterId");
            case DAG -> record.raw("DAGManJobId").replace("\"", "");
            case BATCH -> record.text("JobBatchName");
        };
        return own.isEmpty() ? Optional.empty() : Optional.of(key(owner.isEmpty() ? null : record.text("Owner"), own));
    }

    /** The same key of an answer. */
    static String key(Submissions.Submission submission) {
        String own = submission.cluster() != null
                ? String.valueOf(submission.cluster())
                : submission.dag() != null ? String.valueOf(submission.dag()) : String.valueOf(submission.batch());
        return key(submission.owner(), own);
    }

    private static String key(@Nullable String owner, String own) {
        return (owner == null ? "nobody" : '"' + RandomArchive.folded(owner) + '"') + " " + RandomArchive.folded(own);
    }

    static Submissions.SubmissionTotals totals(List<SampleRecord> jobs) {
        double cpu = seconds(jobs, job -> isMeasured(job) ? cpu(job) : Double.NaN);
        double available = seconds(jobs, job -> isMeasured(job) ? cores(job) * wall(job) : Double.NaN);
        return new Submissions.SubmissionTotals(
                jobs.size(),
                count(jobs, job -> job.raw("JobStatus").equals("4")),
                count(jobs, job -> job.raw("JobStatus").equals("3")),
                count(jobs, job -> !job.raw("JobStatus").matches("[34]")),
                count(jobs, job -> failed(job).equals(Optional.of(false))),
                count(jobs, job -> failed(job).equals(Optional.of(true))),
                count(jobs, job -> failed(job).isEmpty()),
                count(jobs, PlainSubmissions::isShort),
                count(jobs, job -> amount(job, "NumJobStarts") > 1),
                count(jobs, job -> amount(job, "NumHolds") > 0),
                (long) sum(jobs, job -> amount(job, "NumHolds")),
                (long) sum(jobs, job -> amount(job, "NumShadowStarts")),
                (long) sum(jobs, job -> amount(job, "NumJobStarts")),
                (long) sum(jobs, job -> amount(job, "NumVacates")),
                moment(times(jobs, job -> time(job, "QDate")).min()),
                moment(times(jobs, job -> time(job, "JobStartDate")).min()),
                moment(times(jobs, PlainSubmissions::ended).max()),
                seconds(jobs, PlainSubmissions::wall) / 3600,
                seconds(jobs, job -> cores(job) * wall(job)) / 3600,
                seconds(jobs, job -> cores(job) * amount(job, "CommittedTime")) / 3600,
                seconds(jobs, PlainSubmissions::cpu) / 3600,
                available > 0 ? (Double) (100 * cpu / available) : null);
    }

    private static boolean isMeasured(SampleRecord job) {
        return rounded(cores(job) * wall(job)) > 0 && !Double.isNaN(cpu(job));
    }

    private static boolean isShort(SampleRecord job) {
        double committed = amount(job, "CommittedTime");
        double ran = committed > 0 ? committed : ended(job) - time(job, "JobCurrentStartDate");
        return ran >= 0 && ran < 60;
    }

    static Optional<Boolean> failed(SampleRecord job) {
        return job.isTrue("ExitBySignal")
                ? Optional.of(true)
                : job.number("ExitCode").stream().mapToObj(code -> code != 0).findFirst();
    }

    static double wall(SampleRecord job) {
        return amount(job, "RemoteWallClockTime");
    }

    static double cpu(SampleRecord job) {
        double all = number(job, "CumulativeRemoteUserCpu") + number(job, "CumulativeRemoteSysCpu");
        return checked(Double.isNaN(all) ? number(job, "RemoteUserCpu") + number(job, "RemoteSysCpu") : all);
    }

    static double cores(SampleRecord job) {
        double slot = amount(job, "CpusProvisioned");
        double asked = amount(job, "RequestCpus");
        return slot > 0 ? slot : asked > 0 ? asked : 1;
    }

    /** NaN where there is none. */
    static double amount(SampleRecord job, String name) {
        return checked(number(job, name));
    }

    private static double number(SampleRecord job, String name) {
        OptionalDouble number = job.number(name);
        return number.isPresent() ? number.getAsDouble() : Double.NaN;
    }

    private static double checked(double number) {
        return number >= 0 && number <= MOST ? number + 0.0 : Double.NaN;
    }

    static double time(SampleRecord job, String name) {
        double seconds = number(job, name);
        return seconds > 0 && seconds <= 253_402_300_799.0 && seconds == Math.rint(seconds) ? seconds : Double.NaN;
    }

    static double ended(SampleRecord job) {
        return number(job, "CompletionDate") > 0 ? time(job, "CompletionDate") : time(job, "EnteredCurrentStatus");
    }

    private static long count(List<SampleRecord> jobs, Predicate<SampleRecord> condition) {
        return jobs.stream().filter(condition).count();
    }

    private static double sum(List<SampleRecord> jobs, ToDoubleFunction<SampleRecord> number) {
        return times(jobs, number).sum();
    }

    private static double seconds(List<SampleRecord> jobs, ToDoubleFunction<SampleRecord> number) {
        return sum(jobs, job -> rounded(number.applyAsDouble(job)));
    }

    private static double rounded(double seconds) {
        return Math.rint(seconds * 1024) / 1024;
    }

    private static DoubleStream times(List<SampleRecord> jobs, ToDoubleFunction<SampleRecord> number) {
        return jobs.stream().mapToDouble(number).filter(value -> !Double.isNaN(value));
    }

    private static @Nullable String moment(OptionalDouble seconds) {
        return seconds.isEmpty()
                ? null
                : java.time.Instant.ofEpochSecond((long) seconds.getAsDouble()).toString();
    }
}

package org.shelfmark.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveGeneratorTest {
    private static final long JOBS = 6_000;

    @TempDir
    private Path directory;

    private ArchiveSummary generate(long seed, GeneratorOptions options, String name) throws IOException {
        return new ArchiveGenerator(seed, JOBS, options).writeTo(directory.resolve(name));
    }

    private ParsedArchive parsed(String name) throws IOException {
        return ParsedArchive.read(directory.resolve(name));
    }

    @Test
    void sameSeedAndOptions_sameBytes() throws IOException {
        GeneratorOptions options = GeneratorOptions.defaults().withRotateBytes(3_000_000);

        ArchiveSummary first = generate(1, options, "first");
        ArchiveSummary second = generate(1, options, "second");

        assertThat(second).isEqualTo(first);
        assertThat(parsed("second").rotated().keySet())
                .isEqualTo(parsed("first").rotated().keySet());
        List<byte[]> files = parsed("first").files();
        for (int i = 0; i < files.size(); i++) {
            assertThat(Arrays.equals(parsed("second").files().get(i), files.get(i)))
                    .isTrue();
        }
    }

    @Test
    void otherSeed_otherBytes() throws IOException {
        generate(1, GeneratorOptions.defaults(), "first");
        generate(2, GeneratorOptions.defaults(), "second");

        assertThat(Arrays.equals(parsed("first").active(), parsed("second").active()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void record_hasTheShapeOfARealOne(long seed) throws IOException {
        generate(seed, GeneratorOptions.defaults(), "archive");

        double attributes = 0;
        double bytes = 0;
        for (ParsedRecord job : parsed("archive").records()) {
            List<String> names = job.names();
            assertThat(names).as(job.banner()).hasSizeBetween(120, 180);
            assertThat(job.bodyBytes()).as(job.banner()).isBetween(4_000, 10_000);
            assertThat(names).allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"));
            for (int i = 1; i < names.size(); i++) {
                String before = names.get(i - 1).toLowerCase(Locale.ROOT);
                String after = names.get(i).toLowerCase(Locale.ROOT);
                assertThat(before.length() < after.length()
                                || (before.length() == after.length() && before.compareTo(after) < 0))
                        .as("%s before %s", before, after)
                        .isTrue();
            }
            attributes += names.size();
            bytes += job.bodyBytes();
        }
        assertThat(attributes / JOBS).isBetween(140.0, 165.0);
        assertThat(bytes / JOBS).isBetween(5_700.0, 6_900.0);
    }

    @Test
    void banner_agreesWithItsBody() throws IOException {
        generate(4, GeneratorOptions.defaults(), "archive");

        for (ParsedRecord job : parsed("archive").records()) {
            Matcher banner = job.parsedBanner();
            assertThat(job.number("ClusterId")).isEqualTo(Long.parseLong(banner.group(2)));
            assertThat(job.number("ProcId")).isEqualTo(Long.parseLong(banner.group(3)));
            assertThat(job.value("Owner")).contains('"' + banner.group(4) + '"');
            assertThat(job.value("CompletionDate").orElse("-1")).isEqualTo(banner.group(5));
            assertThat(job.value("CompletionDate").isPresent()).isEqualTo(job.number("JobStatus") == 4);
            assertThat(job.value("GlobalJobId"))
                    .contains("\"ap2001.chtc.example#" + banner.group(2) + "." + banner.group(3) + "#"
                            + job.number("QDate") + "\"");
        }
    }

    @Test
    void offset_isThatOfTheBannerBefore() throws IOException {
        generate(5, GeneratorOptions.defaults().withRotateBytes(1_000_000), "archive");

        for (byte[] file : parsed("archive").files()) {
            long previous = 0;
            for (ParsedRecord job : ParsedRecord.readAll(file)) {
                assertThat(Long.parseLong(job.parsedBanner().group(1))).isEqualTo(previous);
                previous = job.bannerOffset();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1_024, 20_000, 1_000_000})
    void rotation_followsTheRule(long limit) throws IOException {
        ArchiveSummary summary = generate(6, GeneratorOptions.defaults().withRotateBytes(limit), "archive");

        ParsedArchive archive = parsed("archive");
        assertThat(summary.files()).isEqualTo(archive.rotated().size() + 1).isGreaterThan(30);
        List<byte[]> files = archive.files();
        List<String> names = List.copyOf(archive.rotated().keySet());
        for (int i = 0; i < names.size(); i++) {
            assertThat(names.get(i)).matches("history\\.\\d{8}T\\d{6}");
            List<ParsedRecord> jobs = ParsedRecord.readAll(files.get(i));
            ParsedRecord last = jobs.getLast();
            ParsedRecord next = ParsedRecord.readAll(files.get(i + 1)).getFirst();
            assertThat((long) files.get(i).length + next.bodyBytes()).isGreaterThan(limit);
            if (jobs.size() > 1) {
                assertThat(last.bannerOffset()).isLessThanOrEqualTo(limit);
            }
            assertThat(rotationSeconds(names.get(i)))
                    .isEqualTo(Long.parseLong(next.parsedBanner().group(6)))
                    .isGreaterThanOrEqualTo(Long.parseLong(last.parsedBanner().group(6)));
        }
    }

    private static long rotationSeconds(String name) {
        String time = name.substring("history.".length());
        return Instant.parse(time.replaceAll("(....)(..)(..)T(..)(..)(..)", "$1-$2-$3T$4:$5:$6Z"))
                .getEpochSecond();
    }

    @Test
    void jobs_leaveInOrderAndTellConsistentTimes() throws IOException {
        generate(7, GeneratorOptions.defaults(), "archive");

        long before = GeneratorOptions.defaults().start().getEpochSecond();
        Set<String> identifiers = new HashSet<>();
        for (ParsedRecord job : parsed("archive").records()) {
            long end = job.number("EnteredCurrentStatus");
            assertThat(end).isGreaterThanOrEqualTo(before);
            assertThat(Long.parseLong(job.parsedBanner().group(6))).isGreaterThanOrEqualTo(end);
            assertThat(identifiers.add(job.value("GlobalJobId").orElseThrow())).isTrue();
            before = end;
            if (job.value("JobStartDate").isEmpty()) {
                assertThat(job.wholeReal("RemoteWallClockTime")).isZero();
                continue;
            }
            long start = job.number("JobCurrentStartDate");
            assertThat(job.number("QDate")).isLessThan(job.number("JobStartDate"));
            assertThat(job.number("JobStartDate")).isLessThanOrEqualTo(start);
            assertThat(start).isLessThanOrEqualTo(end);
            assertThat(job.wholeReal("LastRemoteWallClockTime")).isEqualTo(end - start);
            assertThat(job.wholeReal("RemoteWallClockTime")).isBetween(end - start, end - job.number("JobStartDate"));
            assertThat(job.number("NumJobStarts") > 1)
                    .isEqualTo(job.value("JobLastStartDate").isPresent());
        }
    }

    @Test
    void roundedSizes_matchTheirExactOnes() throws IOException {
        generate(8, GeneratorOptions.defaults(), "archive");

        for (ParsedRecord job : parsed("archive").records()) {
            for (String name : List.of("ImageSize", "ResidentSetSize", "DiskUsage")) {
                long exact = job.number(name + "_RAW");
                assertThat((double) job.number(name)).isBetween((double) exact, exact * 1.5);
            }
        }
    }

    @Test
    void summary_equalsARecountOfTheBytes() throws IOException {
        ArchiveSummary summary = generate(9, GeneratorOptions.defaults().withRotateBytes(2_000_000), "archive");

        ParsedArchive archive = parsed("archive");
        List<ParsedRecord> jobs = archive.records();
        SortedMap<String, Long> owners = new TreeMap<>();
        SortedMap<Integer, Long> exitCodes = new TreeMap<>();
        SortedMap<String, Long> hosts = new TreeMap<>();
        Set<Long> clusters = new HashSet<>();
        long wall = 0;
        for (ParsedRecord job : jobs) {
            owners.merge(unquoted(job, "Owner"), 1L, Long::sum);
            job.value("ExitCode").ifPresent(code -> exitCodes.merge(Integer.valueOf(code), 1L, Long::sum));
            if (job.value("LastRemoteHost").isPresent()) {
                String host = unquoted(job, "LastRemoteHost");
                hosts.merge(host.substring(host.lastIndexOf('@') + 1), 1L, Long::sum);
            }
            clusters.add(job.cluster());
            wall += job.wholeReal("RemoteWallClockTime");
        }
        assertThat(summary)
                .isEqualTo(new ArchiveSummary(
                        archive.files().size(),
                        archive.files().stream().mapToLong(file -> file.length).sum(),
                        jobs.size(),
                        clusters.size(),
                        owners,
                        exitCodes,
                        hosts,
                        jobs.stream()
                                .filter(job -> job.number("JobStatus") == 3)
                                .count(),
                        count(jobs, "ExitBySignal = true"),
                        jobs.stream()
                                .filter(job -> job.value("NumHolds").isPresent())
                                .count(),
                        wall));
        assertThat(summary.jobs()).isEqualTo(JOBS);
    }

    private static String unquoted(ParsedRecord job, String name) {
        String value = job.value(name).orElseThrow();
        return value.substring(1, value.length() - 1);
    }

    private static long count(List<ParsedRecord> jobs, String line) {
        return jobs.stream().filter(job -> job.lines().contains(line)).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lines_mostlyEqualThoseOfTheClustersJobBefore(long seed) throws IOException {
        generate(seed, GeneratorOptions.defaults(), "archive");

        Map<Long, Set<String>> previous = new HashMap<>();
        double compared = 0;
        double equal = 0;
        double changes = 0;
        long neighbour = -1;
        for (ParsedRecord job : parsed("archive").records()) {
            Set<String> before = previous.put(job.cluster(), Set.copyOf(job.lines()));
            if (before != null) {
                compared += job.lines().size();
                equal += job.lines().stream().filter(before::contains).count();
            }
            changes += job.cluster() == neighbour ? 0 : 1;
            neighbour = job.cluster();
        }
        assertThat(equal / compared).isBetween(0.85, 0.93);
        assertThat(changes / JOBS).isBetween(0.35, 0.60);
    }

    @Test
    void archive_holdsEveryKindOfJob() throws IOException {
        generate(11, GeneratorOptions.defaults(), "archive");

        List<ParsedRecord> jobs = parsed("archive").records();
        assertThat(count(jobs, "JobUniverse = 7")).isPositive();
        assertThat(count(jobs, "JobUniverse = 12")).isPositive();
        assertThat(count(jobs, "ExitCode = 0")).isGreaterThan(JOBS * 3 / 4);
        assertThat(count(jobs, "NumVacates = 1")).isPositive();
        assertThat(count(jobs, "NumHoldsByReason = [ JobOutOfResources = 1 ]")).isPositive();
        for (String name : List.of(
                "DAGNodeName",
                "DAG_NodesTotal",
                "DockerImage",
                "SingularityImage",
                "RequestGPUs",
                "GLIDEIN_Site",
                "MATCH_EXP_JOBGLIDEIN_ResourceName",
                "AccountingGroup",
                "RemoveReason",
                "LastHoldReason",
                "Note")) {
            assertThat(jobs).as(name).anyMatch(job -> job.value(name).isPresent());
        }
        Set<Long> nodes = new HashSet<>();
        jobs.forEach(job -> job.value("DAGManJobId").map(Long::valueOf).ifPresent(nodes::add));
        assertThat(jobs).anyMatch(job -> job.number("JobUniverse") == 7 && nodes.contains(job.cluster()));
    }

    @Test
    void directoryWithAnArchive_isRefused() throws IOException {
        Path old = Files.createDirectory(directory.resolve("archive")).resolve("history.20250101T000000");
        Files.writeString(old, "old");

        assertThatThrownBy(() -> generate(1, GeneratorOptions.defaults(), "archive"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(old.toString());
        assertThat(directory.resolve("archive")).isDirectoryContaining(old::equals);
        assertThat(directory.resolve("archive").resolve("history")).doesNotExist();
    }

    @Test
    void noJobs_isRefused() {
        assertThatThrownBy(() -> new ArchiveGenerator(1, 0, GeneratorOptions.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("jobs is '0', accepted is 1 or more");
    }
}

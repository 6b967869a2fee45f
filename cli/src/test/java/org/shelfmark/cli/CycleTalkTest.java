package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FileNotice;
import org.shelfmark.ingest.Follower;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;

class CycleTalkTest {
    private static final ArchiveFile FILE = ArchiveFile.appeared(
            1,
            "ap1",
            Path.of("/spool/history"),
            Path.of("/spool/history.20261122T034000"),
            new FileIdentity(1, 2, 3),
            Fingerprint.NONE,
            RecordStamp.UNKNOWN,
            FileState.ROTATED);
    private static final Gap WHOLE = new Gap(
            700, OptionalLong.of(900), OptionalLong.of(2), new RecordStamp("3.0", 1_795_318_003L), 1, "it was cut");
    private static final Gap UNSEEN =
            new Gap(900, OptionalLong.empty(), OptionalLong.empty(), RecordStamp.UNKNOWN, 1, "it was overwritten");
    private static final String ABOUT_WHOLE =
            "shelfmark: lost before it could be read: '/spool/history.20261122T034000' from byte 700 to 900, about 2"
                    + " records, after job 3.0 of 2026-11-22T03:26:43Z: it was cut (shelfmark files --gaps lists all)\n";
    private static final String ABOUT_UNSEEN =
            "shelfmark: lost before it could be read: '/spool/history.20261122T034000' from byte 900: it was overwritten"
                    + " (shelfmark files --gaps lists all)\n";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Registry registry = Registry.EMPTY.with(FILE);

    private CycleTalk talk() {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CycleTalk(
                new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC), () -> registry);
    }

    private static Follower.Outcome outcome(long records, boolean more, boolean committed, FileNotice... notices) {
        return new Follower.Outcome(
                Optional.of(new CycleReport(records, 0, records, more, committed, List.of(notices))),
                null,
                Duration.ZERO,
                Optional.empty());
    }

    private static Follower.Outcome failure(String text) {
        return new Follower.Outcome(Optional.empty(), new IOException(text), Duration.ZERO, Optional.empty());
    }

    private String said() {
        String text = said.toString(StandardCharsets.UTF_8);
        said.reset();
        return text;
    }

    @Test
    void gapBehindARecordOfAnAbsurdTime_isSaid() {
        CycleTalk talk = talk();
        RecordStamp absurd = new RecordStamp("3.0", Long.MAX_VALUE);
        registry = Registry.EMPTY.with(
                FILE.withGap(new Gap(700, OptionalLong.of(900), OptionalLong.of(1), absurd, 1, "it was cut")));

        talk.accept(outcome(0, false, true));

        assertThat(said()).contains(", about 1 record, after job 3.0 of 9223372036854775807: it was cut");
    }

    @Test
    void newGap_isSaidOnce() {
        registry = Registry.EMPTY.with(FILE.withGap(WHOLE));
        CycleTalk talk = talk();
        talk.accept(outcome(0, false, true));
        assertThat(said()).as("it was on record before").isEmpty();

        registry = Registry.EMPTY.with(FILE.withGap(WHOLE).withGap(UNSEEN));
        talk.accept(outcome(0, false, true));
        assertThat(said()).isEqualTo(ABOUT_UNSEEN);
        talk.accept(outcome(0, false, true));
        assertThat(said()).isEmpty();
    }

    @Test
    void gap_isSaidWithAllThatIsKnown() {
        CycleTalk talk = talk();
        registry = Registry.EMPTY.with(FILE.withGap(WHOLE));

        talk.accept(outcome(0, false, true));

        assertThat(said()).isEqualTo(ABOUT_WHOLE);
    }

    @Test
    void failure_isSaidOnce_andSoIsItsEnd() {
        CycleTalk talk = talk();
        talk.accept(failure("no space left"));
        talk.accept(failure("no space left"));
        assertThat(said()).isEqualTo("shelfmark: indexing failed and will be tried again: no space left\n");

        talk.accept(failure("input/output error"));
        assertThat(said()).isEqualTo("shelfmark: indexing failed and will be tried again: input/output error\n");

        talk.accept(outcome(0, false, false));
        talk.accept(outcome(0, false, false));
        assertThat(said()).isEqualTo("shelfmark: indexing works again\n");

        talk.accept(failure("input/output error"));
        assertThat(said()).isEqualTo("shelfmark: indexing failed and will be tried again: input/output error\n");
    }

    @Test
    void backOff_isSaidInSeconds() {
        CycleTalk talk = talk();
        talk.failed(new IOException("no space left"), Optional.of(Duration.ofSeconds(4)));
        talk.failed(new IllegalStateException(), Optional.of(Duration.ofMillis(200)));

        assertThat(said()).isEqualTo("""
                        shelfmark: indexing failed and will be tried again in 4 s: no space left
                        shelfmark: indexing failed and will be tried again in 1 s: java.lang.IllegalStateException
                        """);
    }

    @Test
    void records_areSaidWhenNothingIsLeft() {
        CycleTalk talk = talk();
        talk.ran(new CycleReport(100, 0, 1, false, true, List.of()));
        talk.accept(outcome(0, false, false));
        talk.accept(outcome(5, true, true));
        assertThat(said()).isEmpty();

        talk.accept(outcome(2, false, true));
        assertThat(said()).isEqualTo("shelfmark: 107 records indexed since the start\n");
    }

    @Test
    void failureNotice_isSaidOnce_andAnOrdinaryOneNever() {
        CycleTalk talk = talk();
        FileNotice failed = new FileNotice(Path.of("/h"), true, "'/h': permission denied");
        talk.accept(outcome(0, false, false, failed, new FileNotice(Path.of("/h"), false, "waits")));
        talk.accept(outcome(0, false, false, failed));

        assertThat(said()).isEqualTo("shelfmark: '/h': permission denied\n");
    }
}

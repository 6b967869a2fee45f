package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNameTest {
    @ParameterizedTest
    @CsvSource({
        "history.20261122T033939, history, 20261122T033939",
        "/spool/my.history.20261122T033939, my.history, 20261122T033939",
        "history.20261122T033939.20261123T000000, history.20261122T033939, 20261123T000000",
    })
    void rotatedName_hasBaseAndTime(Path file, String base, String stamp) {
        ArchiveName name = ArchiveName.of(file);
        assertThat(name.base()).isEqualTo(base);
        assertThat(name.stamp()).contains(stamp);
        assertThat(name.isRotated()).isTrue();
        assertThat(name.compression()).isEqualTo(Compression.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "history.20261122T033939.gz, history, GZIP",
        "/spool/my.history.20261122T033939.zst, my.history, ZSTD",
        "history.gz.20261122T033939.gz, history.gz, GZIP",
    })
    void compressedRotatedName_hasItsCompressionToo(Path file, String base, Compression compression) {
        ArchiveName name = ArchiveName.of(file);
        assertThat(name.base()).isEqualTo(base);
        assertThat(name.stamp()).contains("20261122T033939");
        assertThat(name.isRotated()).isTrue();
        assertThat(name.compression()).isEqualTo(compression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history",
                "history.old",
                "history.gz",
                "history.zst",
                "history.20261122T033939.gz.gz",
                "history.20261122T033939.gz.bak",
                "history.20261122T033939.GZ",
                "history.20261122T033939.xz",
                "history.20261122T033939gz",
                ".20261122T033939.gz",
                "history.20261122T033939.bak",
                "history.20261122T033939Z",
                "history.2026-11-22T03:39:39",
                "history.20261122T03393",
                "history.20261122t033939",
                ".20261122T033939",
                "history20261122T033939",
                "20261122T033939",
            })
    void otherName_isNotRotated(String file) {
        ArchiveName name = ArchiveName.of(Path.of(file));
        assertThat(name.isRotated()).isFalse();
        assertThat(name.base()).isEqualTo(file);
        assertThat(name.compression()).isEqualTo(Compression.NONE);
    }
}

package org.shelfmark.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "NONE, '', NONE, 1",
        "SECONDS, s, TIME, 1",
        "BYTES, B, SIZE, 1",
        "KILOBYTES, KB, SIZE, 1024",
        "MEGABYTES, MB, SIZE, 1048576",
        "CORES, cores, NONE, 1",
        "PERCENT, %, NONE, 1",
    })
    void unit_hasSymbolDimensionAndFactor(Unit unit, String symbol, Unit.Dimension dimension, long factor) {
        assertThat(unit.symbol()).isEqualTo(symbol);
        assertThat(unit.dimension()).isEqualTo(dimension);
        assertThat(unit.factor()).isEqualTo(factor);
    }

    @Test
    void onlyNumbers_haveAnOrderAndASum() {
        assertThat(FieldType.values())
                .filteredOn(FieldType::isNumeric)
                .containsExactly(FieldType.INTEGER, FieldType.REAL);
    }
}

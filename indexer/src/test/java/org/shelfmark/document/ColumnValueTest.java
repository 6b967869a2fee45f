package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.mapping.FieldType;

class ColumnValueTest {
    @ParameterizedTest
    @CsvSource({
        "INTEGER, 0, true",
        "INTEGER, -9223372036854775808, true",
        "INTEGER, 9007199254740993, true",
        "REAL, 9007199254740992, true",
        "REAL, 9007199254740993, false",
        "REAL, 9223372036854775807, false",
        "REAL, -9223372036854775808, true",
        "TIME, 1, true",
        "TIME, 0, false",
        "TIME, -1, false",
        "BOOLEAN, 1, false",
        "STRING, 1, false",
    })
    void integer_fitsWhereItIsNotChanged(FieldType type, long value, boolean fits) {
        assertThat(ColumnValue.fits(type, new IntegerValue(value))).isEqualTo(fits);
        if (fits) {
            long column = ColumnValue.number(type, new IntegerValue(value)).orElseThrow();
            assertThat(type == FieldType.REAL ? Columns.decodeReal(column) : (double) column)
                    .isEqualTo((double) value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 3.0, true",
        "INTEGER, 3.5, false",
        "INTEGER, 1e19, false",
        "INTEGER, NaN, false",
        "INTEGER, Infinity, false",
        "REAL, 3.5, true",
        "REAL, -0.0, true",
        "REAL, Infinity, true",
        "REAL, NaN, true",
        "TIME, 1.8e9, true",
        "TIME, 0.0, false",
        "TIME, 0.5, false",
        "BOOLEAN, 1.0, false",
        "STRING, 1.0, false",
    })
    void real_fitsWhereItIsNotChanged(FieldType type, double value, boolean fits) {
        assertThat(ColumnValue.fits(type, new RealValue(value))).isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void otherValues_fitTheirOwnTypeOnly(FieldType type) {
        assertThat(ColumnValue.fits(type, BooleanValue.TRUE)).isEqualTo(type == FieldType.BOOLEAN);
        assertThat(ColumnValue.fits(type, new StringValue("5"))).isEqualTo(type == FieldType.STRING);
        assertThat(ColumnValue.fits(type, AttributeValue.ERROR)).isFalse();
        assertThat(ColumnValue.fits(type, AttributeValue.UNDEFINED)).isFalse();
    }

    @Test
    void stringLongerThanTheColumnHolds_isAMisfit() {
        int most = Columns.MAX_STRING_BYTES;
        assertThat(ColumnValue.fits(FieldType.STRING, new StringValue("x".repeat(most))))
                .isTrue();
        assertThat(ColumnValue.fits(FieldType.STRING, new StringValue("x".repeat(most + 1))))
                .isFalse();
        assertThat(ColumnValue.fits(FieldType.STRING, new StringValue("ä".repeat(most / 2))))
                .isTrue();
        assertThat(ColumnValue.fits(FieldType.STRING, new StringValue("ä".repeat(most / 2) + "x")))
                .isFalse();
    }

    @Test
    void booleans_areOneAndZero() {
        assertThat(ColumnValue.number(FieldType.BOOLEAN, BooleanValue.TRUE)).isEqualTo(OptionalLong.of(1));
        assertThat(ColumnValue.number(FieldType.BOOLEAN, BooleanValue.FALSE)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void zeroOrNegative_isNoTime() {
        assertThat(ColumnValue.isNoTime(new IntegerValue(0))).isTrue();
        assertThat(ColumnValue.isNoTime(new IntegerValue(-1))).isTrue();
        assertThat(ColumnValue.isNoTime(new RealValue(-0.5))).isTrue();
        assertThat(ColumnValue.isNoTime(new IntegerValue(1))).isFalse();
        assertThat(ColumnValue.isNoTime(new StringValue("0"))).isFalse();
    }

    @Test
    void reals_sortLikeTheirColumn() {
        double[] ascending = {-1e300, -1.5, -Double.MIN_VALUE, 0.0, 0.1, 1.0, 1e300, Double.POSITIVE_INFINITY};
        for (int i = 1; i < ascending.length; i++) {
            assertThat(Columns.encodeReal(ascending[i])).isGreaterThan(Columns.encodeReal(ascending[i - 1]));
            assertThat(Columns.decodeReal(Columns.encodeReal(ascending[i]))).isEqualTo(ascending[i]);
        }
        assertThat(Columns.encodeReal(-0.0)).isEqualTo(Columns.encodeReal(0.0));
    }
}

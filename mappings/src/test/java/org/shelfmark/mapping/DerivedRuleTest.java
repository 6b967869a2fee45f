package org.shelfmark.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;

class DerivedRuleTest {
    /** A literal of the ClassAd language. */
    private static AttributeValue value(String text) {
        try {
            if (ClassAdParser.parse(text) instanceof Expression.Literal literal) {
                return literal.value();
            }
        } catch (ClassAdSyntaxException e) {
            throw new AssertionError(text, e);
        }
        throw new AssertionError("not a literal: " + text);
    }

    /** A record from {@code Name=literal} parts separated by blanks; {@code -} is an empty one. */
    private static RecordValues record(String attributes) {
        Map<String, AttributeValue> values = new HashMap<>();
        for (String part : attributes.split(" ", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(Mapping.fold(part.substring(0, equals)), value(part.substring(equals + 1)));
            }
        }
        return name -> values.getOrDefault(name, AttributeValue.UNDEFINED);
    }

    private static void assertRule(DerivedRule rule, String attributes, String expected) {
        AttributeValue computed = rule.compute(record(attributes));
        AttributeValue wanted = value(expected);
        if (wanted instanceof RealValue real && computed instanceof RealValue found) {
            assertThat(found.value()).isCloseTo(real.value(), org.assertj.core.data.Offset.offset(1e-9));
        } else {
            assertThat(computed).as("%s of %s", rule, attributes).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
        HOST | LastRemoteHost="slot1_2@e2045.chtc.wisc.edu"         | "e2045.chtc.wisc.edu"
        HOST | LastRemoteHost="slot1@glidein_3324@fnpc4108.fnal.gov" | "fnpc4108.fnal.gov"
        HOST | LastRemoteHost="glidein_11052_1566@HOST"             | "HOST"
        HOST | LastRemoteHost="machine"                             | "machine"
        HOST | LastRemoteHost=""                                    | undefined
        HOST | LastRemoteHost=5                                     | undefined
        HOST | -                                                    | undefined
        SCHEDD | GlobalJobId="ap40.uw.osg-htc.org#1234.5#1700000000" | "ap40.uw.osg-htc.org"
        SCHEDD | GlobalJobId="test@host#1.0#1"                      | "test@host"
        SCHEDD | GlobalJobId="fngp-osg.fnal.gov#1124148654#4713.0"  | "fngp-osg.fnal.gov"
        SCHEDD | GlobalJobId="nohash"                               | undefined
        SCHEDD | GlobalJobId="#1.0"                                 | undefined
        SCHEDD | GlobalJobId=1                                      | undefined
        SCHEDD | -                                                  | undefined
        """)
    void name_isCutFromItsAttribute(DerivedRule rule, String attributes, String expected) {
        assertRule(rule, attributes, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ENDED | CompletionDate=100 EnteredCurrentStatus=200 | 100
        ENDED | CompletionDate=0 EnteredCurrentStatus=200   | 200
        ENDED | CompletionDate=-1 EnteredCurrentStatus=200  | 200
        ENDED | EnteredCurrentStatus=200                    | 200
        ENDED | CompletionDate="x" EnteredCurrentStatus=200 | 200
        ENDED | CompletionDate=0                            | undefined
        ENDED | -                                           | undefined
        FAILED | ExitCode=0 ExitBySignal=false              | false
        FAILED | ExitCode=1 ExitBySignal=false              | true
        FAILED | ExitCode=-1                                | true
        FAILED | ExitBySignal=true ExitSignal=9             | true
        FAILED | ExitBySignal=true ExitCode=0               | true
        FAILED | ExitBySignal=false ExitCode=0 ExitSignal=9 | false
        FAILED | ExitBySignal=false                         | undefined
        FAILED | ExitCode=0                                 | false
        FAILED | -                                          | undefined
        QUEUE_TIME | JobStartDate=150 QDate=100             | 50
        QUEUE_TIME | JobStartDate=100 QDate=100             | 0
        QUEUE_TIME | JobStartDate=0 QDate=100               | undefined
        QUEUE_TIME | JobStartDate=150 QDate=0               | undefined
        QUEUE_TIME | QDate=100                              | undefined
        QUEUE_TIME | JobStartDate=150                       | undefined
        """)
    void time_isMissingWhereAnInputIs(DerivedRule rule, String attributes, String expected) {
        assertRule(rule, attributes, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CPU_TIME | CumulativeRemoteUserCpu=10.5 CumulativeRemoteSysCpu=2 RemoteUserCpu=1.0 RemoteSysCpu=1.0 | 12.5
        CPU_TIME | CumulativeRemoteUserCpu=0.0 CumulativeRemoteSysCpu=0.0 RemoteUserCpu=1.0 RemoteSysCpu=1.0 | 0.0
        CPU_TIME | CumulativeRemoteUserCpu=10.5 RemoteUserCpu=1.0 RemoteSysCpu=2.0 | 3.0
        CPU_TIME | RemoteUserCpu=1 RemoteSysCpu=2                                  | 3.0
        CPU_TIME | RemoteUserCpu=1                                                 | undefined
        CPU_TIME | RemoteUserCpu=1e400 RemoteSysCpu=2                              | undefined
        CPU_TIME | -                                                               | undefined
        CORE_HOURS | RemoteWallClockTime=7200.0 CpusProvisioned=4 RequestCpus=2    | 8.0
        CORE_HOURS | RemoteWallClockTime=7200 RequestCpus=2                        | 4.0
        CORE_HOURS | RemoteWallClockTime=7200.0 CpusProvisioned=0 RequestCpus=2    | 4.0
        CORE_HOURS | RemoteWallClockTime=7200.0 RequestCpus=0                      | 2.0
        CORE_HOURS | RemoteWallClockTime=7200.0                                    | 2.0
        CORE_HOURS | RemoteWallClockTime=0.0                                       | 0.0
        CORE_HOURS | RequestCpus=2                                                 | undefined
        CPU_EFFICIENCY | RemoteWallClockTime=100.0 CpusProvisioned=2 RemoteUserCpu=90 RemoteSysCpu=10 | 50.0
        CPU_EFFICIENCY | RemoteWallClockTime=100.0 RemoteUserCpu=190 RemoteSysCpu=10 | 200.0
        CPU_EFFICIENCY | RemoteWallClockTime=100.0 RemoteUserCpu=0 RemoteSysCpu=0  | 0.0
        CPU_EFFICIENCY | RemoteWallClockTime=0.0 RemoteUserCpu=90 RemoteSysCpu=10  | undefined
        CPU_EFFICIENCY | RemoteUserCpu=90 RemoteSysCpu=10                          | undefined
        CPU_EFFICIENCY | RemoteWallClockTime=100.0                                 | undefined
        MEMORY_EFFICIENCY | MemoryUsage=512 RequestMemory=1024                     | 50.0
        MEMORY_EFFICIENCY | MemoryUsage=2048 RequestMemory=1024.0                  | 200.0
        MEMORY_EFFICIENCY | MemoryUsage=0 RequestMemory=1024                       | 0.0
        MEMORY_EFFICIENCY | MemoryUsage=512 RequestMemory=0                        | undefined
        MEMORY_EFFICIENCY | MemoryUsage=512                                        | undefined
        MEMORY_EFFICIENCY | RequestMemory=1024                                     | undefined
        MEMORY_EFFICIENCY | MemoryUsage="512" RequestMemory=1024                   | undefined
        """)
    void number_isComputedWhereItsInputsAreThere(DerivedRule rule, String attributes, String expected) {
        assertRule(rule, attributes, expected);
    }

    @ParameterizedTest
    @EnumSource(DerivedRule.class)
    void rule_givesUndefinedForAnEmptyRecordAndForErrors(DerivedRule rule) {
        assertThat(rule.compute(name -> AttributeValue.UNDEFINED)).isEqualTo(AttributeValue.UNDEFINED);
        if (rule != DerivedRule.ENDED) {
            assertThat(rule.compute(name -> AttributeValue.ERROR)).isEqualTo(AttributeValue.UNDEFINED);
        }
    }

    @Test
    void labels_areTheNamesInTheMapping() {
        assertThat(DerivedRule.values())
                .extracting(DerivedRule::label)
                .containsExactly(
                        "host",
                        "schedd",
                        "ended",
                        "failed",
                        "queueTime",
                        "cpuTime",
                        "coreHours",
                        "cpuEfficiency",
                        "memoryEfficiency");
    }
}

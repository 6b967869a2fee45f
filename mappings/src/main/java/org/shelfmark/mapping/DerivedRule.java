package org.shelfmark.mapping;

import java.util.OptionalDouble;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** The formulas of the derived fields. Every formula gives undefined where one of its inputs is missing. */
public enum DerivedRule {
    /** Machine of the last run: {@code LastRemoteHost} after its last {@code @}, all of it without one. */
    HOST("host") {
        @Override
        public AttributeValue compute(RecordValues record) {
            return record.value("lastremotehost") instanceof StringValue slot
                            && !slot.value().isEmpty()
                    ? new StringValue(slot.value().substring(slot.value().lastIndexOf('@') + 1))
                    : AttributeValue.UNDEFINED;
        }
    },

    /** Access point: {@code GlobalJobId} up to its first {@code #}. */
    SCHEDD("schedd") {
        @Override
        public AttributeValue compute(RecordValues record) {
            return record.value("globaljobid") instanceof StringValue id
                            && id.value().indexOf('#') > 0
                    ? new StringValue(id.value().substring(0, id.value().indexOf('#')))
                    : AttributeValue.UNDEFINED;
        }
    },

    /** When the job left the queue: {@code CompletionDate} if positive, else {@code EnteredCurrentStatus}. */
    ENDED("ended") {
        @Override
        public AttributeValue compute(RecordValues record) {
            AttributeValue completed = record.value("completiondate");
            return number(completed).orElse(0) > 0 ? completed : record.value("enteredcurrentstatus");
        }
    },

    /** True when a signal ended the job or its exit code is not 0; undefined when neither is known. */
    FAILED("failed") {
        @Override
        public AttributeValue compute(RecordValues record) {
            if (record.value("exitbysignal") instanceof BooleanValue bySignal && bySignal.value()) {
                return BooleanValue.TRUE;
            }
            OptionalDouble code = number(record.value("exitcode"));
            return code.isPresent() ? BooleanValue.of(code.getAsDouble() != 0) : AttributeValue.UNDEFINED;
        }
    },

    /** Seconds from submission to the first start: {@code JobStartDate - QDate}. */
    QUEUE_TIME("queueTime") {
        @Override
        public AttributeValue compute(RecordValues record) {
            return record.value("jobstartdate") instanceof IntegerValue start
                            && record.value("qdate") instanceof IntegerValue submitted
                            && start.value() > 0
                            && submitted.value() > 0
                    ? new IntegerValue(start.value() - submitted.value())
                    : AttributeValue.UNDEFINED;
        }
    },

    /** CPU seconds over all runs: the two {@code CumulativeRemote*Cpu}, else {@code Remote*Cpu}. */
    CPU_TIME("cpuTime") {
        @Override
        public AttributeValue compute(RecordValues record) {
            OptionalDouble seconds = cpuSeconds(record);
            return seconds.isPresent() ? new RealValue(seconds.getAsDouble()) : AttributeValue.UNDEFINED;
        }
    },

    /** Cores times wall time, in hours. */
    CORE_HOURS("coreHours") {
        @Override
        public AttributeValue compute(RecordValues record) {
            OptionalDouble runtime = number(record.value("remotewallclocktime"));
            return runtime.isPresent()
                    ? new RealValue(cores(record) * runtime.getAsDouble() / 3600)
                    : AttributeValue.UNDEFINED;
        }
    },

    /** Percent of the cores' wall time spent computing; may exceed 100; undefined without wall time. */
    CPU_EFFICIENCY("cpuEfficiency") {
        @Override
        public AttributeValue compute(RecordValues record) {
            double available =
                    cores(record) * number(record.value("remotewallclocktime")).orElse(0);
            OptionalDouble used = cpuSeconds(record);
            return available > 0 && used.isPresent()
                    ? new RealValue(100 * used.getAsDouble() / available)
                    : AttributeValue.UNDEFINED;
        }
    },

    /** Percent of the requested memory that was used; may exceed 100. */
    MEMORY_EFFICIENCY("memoryEfficiency") {
        @Override
        public AttributeValue compute(RecordValues record) {
            OptionalDouble used = number(record.value("memoryusage"));
            double requested = number(record.value("requestmemory")).orElse(0);
            return used.isPresent() && requested > 0
                    ? new RealValue(100 * used.getAsDouble() / requested)
                    : AttributeValue.UNDEFINED;
        }
    };

    private final String label;

    DerivedRule(String label) {
        this.label = label;
    }

    /** The rule's name in the mapping. */
    public String label() {
        return label;
    }

    /** The value of the field in a record; undefined where it has none. */
    public abstract AttributeValue compute(RecordValues record);

    private static OptionalDouble cpuSeconds(RecordValues record) {
        OptionalDouble total = sum(record.value("cumulativeremoteusercpu"), record.value("cumulativeremotesyscpu"));
        return total.isPresent() ? total : sum(record.value("remoteusercpu"), record.value("remotesyscpu"));
    }

    private static OptionalDouble sum(AttributeValue a, AttributeValue b) {
        OptionalDouble first = number(a);
        OptionalDouble second = number(b);
        return first.isPresent() && second.isPresent()
                ? OptionalDouble.of(first.getAsDouble() + second.getAsDouble())
                : OptionalDouble.empty();
    }

    private static double cores(RecordValues record) {
        OptionalDouble provisioned = number(record.value("cpusprovisioned"));
        if (provisioned.isPresent() && provisioned.getAsDouble() > 0) {
            return provisioned.getAsDouble();
        }
        double requested = number(record.value("requestcpus")).orElse(1);
        return requested > 0 ? requested : 1;
    }

    private static OptionalDouble number(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> OptionalDouble.of((double) integer.value());
            case RealValue real ->
                Double.isFinite(real.value()) ? OptionalDouble.of(real.value()) : OptionalDouble.empty();
            default -> OptionalDouble.empty();
        };
    }
}

package org.shelfmark.cli.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.cli.history.PrintfFormat.Kind;
import org.shelfmark.document.RecordView;

/** The renderers by the name that {@code PRINTAS} gives them; those that make sense for the records of jobs. */
final class Renderers {
    private static final String STATUS_LETTERS = " IRXCH>SFBP";
    private static final int TRANSFERRING_OUTPUT = 6;

    private static final String[] UNIVERSES = {
        "Unknown",
        "Standard",
        "Pipe",
        "Linda",
        "PVM",
        "Vanilla",
        "PVMD",
        "Scheduler",
        "MPI",
        "Grid",
        "Java",
        "Parallel",
        "Local",
        "VM"
    };
    private static final String[] UNITS = {"B ", "KB", "MB", "GB", "TB"};
    private static final String NO_SIZE = " ".repeat(8);

    private static final Map<String, Renderer> BY_NAME = byName();

    private Renderers() {}

    /** The renderer of a name, null when there is none. */
    static @Nullable Renderer named(String name) {
        return BY_NAME.get(name);
    }

    /** All names. */
    static String names() {
        return String.join(", ", BY_NAME.keySet());
    }

    private static Map<String, Renderer> byName() {
        Map<String, Renderer> names = new TreeMap<>();
        names.put("BATCH_NAME", rendering("", (value, record) -> text(batchName(record))));
        names.put("DATE", printing("", Kind.INTEGER, Renderers::date));
        names.put("ELAPSED_TIME", rendering("%T", Renderers::elapsed));
        names.put("JOB_COMMAND", rendering("", (value, record) -> text(commandAndArguments(record))));
        names.put("JOB_DESCRIPTION", rendering("", (value, record) -> text(description(record))));
        names.put("JOB_ID", rendering("", (value, record) -> text(jobId(record))));
        names.put("JOB_STATUS", rendering("", (value, record) -> text(status(record))));
        names.put("JOB_STATUS_RAW", printing("", Kind.INTEGER, (value, zone) -> statusWord(integer(value))));
        names.put("JOB_UNIVERSE", printing("", Kind.INTEGER, (value, zone) -> universe(integer(value))));
        names.put("MEMORY_USAGE", rendering("%.1f", (value, record) -> memory(record)));
        names.put("OWNER", rendering("", (value, record) -> text(RecordValues.string(record, "Owner"))));
        names.put("QDATE", printing("%Y", Kind.INTEGER, Renderers::date));
        names.put("READABLE_BYTES", printing("", Kind.VALUE, (value, zone) -> size(value, 1)));
        names.put("READABLE_KB", printing("", Kind.VALUE, (value, zone) -> size(value, 1024)));
        names.put("READABLE_MB", printing("", Kind.VALUE, (value, zone) -> size(value, 1024 * 1024)));
        names.put("RUNTIME", printing("", Kind.REAL, (value, zone) -> DateText.runTime(integer(value))));
        names.put("TIME", printing("", Kind.INTEGER, (value, zone) -> DateText.runTime(integer(value))));
        return names;
    }

    private static Renderer rendering(String format, Renderer.Rendering rendering) {
        return new Renderer.FromRecord(format, rendering);
    }

    private static Renderer printing(String format, Kind takes, Renderer.Printing printing) {
        return new Renderer.Text(format, takes, printing);
    }

    private static Optional<AttributeValue> text(Optional<String> value) {
        return value.map(StringValue::new);
    }

    private static long integer(AttributeValue value) {
        return RecordValues.integer(value).orElse(0);
    }

    private static String date(AttributeValue value, ZoneId zone) {
        return DateText.date(integer(value), zone);
    }

    private static Optional<String> jobId(RecordView record) {
        OptionalLong cluster = RecordValues.integer(record, "ClusterId");
        if (cluster.isEmpty()) {
            return RecordValues.string(record, "JobId");
        }
        return Optional.of((int) cluster.getAsLong() + "."
                + (int) RecordValues.integer(record, "ProcId").orElse(-1));
    }

    private static Optional<String> status(RecordView record) {
        OptionalLong status = RecordValues.integer(record, "JobStatus");
        if (status.isEmpty()) {
            return Optional.empty();
        }
        char queued = RecordValues.isTrue(record, "TransferQueued") ? 'q' : ' ';
        char first = statusLetter(status.getAsLong());
        char second = ' ';
        if (RecordValues.isTrue(record, "TransferringInput")) {
            first = '<';
            second = queued;
        }
        if (RecordValues.isTrue(record, "TransferringOutput") || status.getAsLong() == TRANSFERRING_OUTPUT) {
            first = queued;
            second = '>';
        }
        return Optional.of("" + first + second);
    }

    /** The letter of a job's status; a blank for a number that is none. */
    static char statusLetter(long status) {
        return status >= 1 && status < STATUS_LETTERS.length() ? STATUS_LETTERS.charAt((int) status) : ' ';
    }

    private static String statusWord(long status) {
        String[] words = {
            "Idle   ",
            "Running",
            "Removed",
            "Complet",
            "Held   ",
            "XFerOut",
            "Suspend",
            "Failed ",
            "Blocked",
            "Preparing"
        };
        return status >= 1 && status <= words.length ? words[(int) status - 1] : "Unk    ";
    }

    private static String universe(long universe) {
        return universe > 0 && universe < UNIVERSES.length ? UNIVERSES[(int) universe] : UNIVERSES[0];
    }

    private static Optional<String> description(RecordView record) {
        return RecordValues.string(record, "Cmd").map(command -> {
            String given = RecordValues.string(record, "MATCH_EXP_JobDescription")
                    .or(() -> RecordValues.string(record, "JobDescription"))
                    .orElse("");
            if (!given.isEmpty()) {
                return "(" + given + ")";
            }
            String arguments = RecordValues.string(record, "Arguments")
                    .or(() -> RecordValues.string(record, "Args"))
                    .orElse("");
            return command.substring(command.lastIndexOf('/') + 1) + (arguments.isEmpty() ? "" : " " + arguments);
        });
    }

    private static Optional<String> commandAndArguments(RecordView record) {
        return RecordValues.string(record, "Cmd")
                .map(command -> command
                        + RecordValues.string(record, "Args")
                                .or(() -> RecordValues.string(record, "Arguments"))
                                .map(arguments -> " " + arguments)
                                .orElse(""));
    }

    private static Optional<String> batchName(RecordView record) {
        Optional<String> given = RecordValues.string(record, "JobBatchName");
        if (given.isPresent()) {
            return given;
        }
        if (RecordValues.integer(record, "JobUniverse").orElse(0) == 7) {
            return Optional.of(
                    "DAG: " + RecordValues.integer(record, "ClusterId").orElse(0));
        }
        return record.expression("DAGManJobId").isPresent()
                ? RecordValues.string(record, "DAGNodeName").map(name -> "NODE: " + name)
                : Optional.empty();
    }

    private static Optional<AttributeValue> memory(RecordView record) {
        OptionalLong usage = RecordValues.integer(record, "MemoryUsage");
        if (usage.isPresent()) {
            return Optional.of(new RealValue((double) usage.getAsLong()));
        }
        OptionalLong image = RecordValues.integer(record, "ImageSize");
        return image.isPresent() ? Optional.of(new RealValue(image.getAsLong() / 1024.0)) : Optional.empty();
    }

    private static Optional<AttributeValue> elapsed(AttributeValue value, RecordView record) {
        OptionalLong heard = RecordValues.integer(record, "LastHeardFrom");
        return heard.isPresent()
                ? Optional.of(new AttributeValue.IntegerValue(heard.getAsLong() - integer(value)))
                : Optional.empty();
    }

    private static String size(AttributeValue value, double unit) {
        if (!(value instanceof AttributeValue.IntegerValue || value instanceof RealValue)) {
            return NO_SIZE;
        }
        double size = RecordValues.real(value).orElse(0) * unit;
        int power = 0;
        while (size > 1024 && power < UNITS.length - 1) {
            size /= 1024;
            power++;
        }
        if (Double.isNaN(size) || Double.isInfinite(size)) {
            return (Double.isNaN(size) ? "nan" : size < 0 ? "-inf" : "inf") + " " + UNITS[power];
        }
        String sign = size < 0 ? "-" : "";
        return sign
                + new BigDecimal(Math.abs(size))
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString() + " " + UNITS[power];
    }
}

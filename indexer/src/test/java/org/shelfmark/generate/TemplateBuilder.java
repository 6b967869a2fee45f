package org.shelfmark.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects a cluster's attributes in any order and puts them into the order of a history file. */
final class TemplateBuilder {
    private static final Predicate<JobRun> ALWAYS = Always.INSTANCE;

    private final List<Line> lines = new ArrayList<>(192);

    /** The condition of lines that every record of the cluster has. */
    private enum Always implements Predicate<JobRun> {
        INSTANCE;

        @Override
        public boolean test(JobRun run) {
            return true;
        }
    }

    private record Line(
            String name, long rank, byte[] constant, boolean differs, ValueField field, Predicate<JobRun> condition) {
        Line(String name, byte[] constant, boolean differs, ValueField field, Predicate<JobRun> condition) {
            this(name, rank(name), constant, differs, field, condition);
        }

        /** Length and first seven letters in one number, which decides most comparisons. */
        private static long rank(String name) {
            long rank = name.length();
            for (int i = 0; i < 7; i++) {
                rank = rank << 8 | (i < name.length() ? Character.toLowerCase(name.charAt(i)) & 0xFF : 0);
            }
            return rank;
        }
    }

    /** The text as a string literal without its outer quotes; only quotes are escaped in this syntax. */
    static String quote(String text) {
        return text.replace("\"", "\\\"");
    }

    /** A value in its written form. */
    TemplateBuilder expression(String name, String written) {
        return expressionWhen(name, ALWAYS, written);
    }

    TemplateBuilder expressionWhen(String name, Predicate<JobRun> condition, String written) {
        byte[] value = LineBuffer.bytesOf(written);
        lines.add(new Line(name, value, false, (run, out) -> out.append(value), condition));
        return this;
    }

    TemplateBuilder number(String name, long value) {
        return expression(name, Long.toString(value));
    }

    TemplateBuilder truth(String name, boolean value) {
        return expression(name, Boolean.toString(value));
    }

    TemplateBuilder text(String name, String value) {
        return expression(name, '"' + quote(value) + '"');
    }

    TemplateBuilder perProc(String name, ProcText value) {
        return perJob(name, (run, out) -> {
            out.append('"');
            value.render(run.proc(), out);
            out.append('"');
        });
    }

    TemplateBuilder perJob(String name, ValueField value) {
        return perJobWhen(name, ALWAYS, value);
    }

    TemplateBuilder perJobWhen(String name, Predicate<JobRun> condition, ValueField value) {
        lines.add(new Line(name, new byte[0], true, value, condition));
        return this;
    }

    /** @throws IllegalStateException if a name was given twice, in whatever case */
    RecordTemplate build() {
        lines.sort(TemplateBuilder::compareInFile);
        List<byte[]> shared = new ArrayList<>();
        List<ValueField> pieces = new ArrayList<>();
        LineBuffer stretch = new LineBuffer();
        String previous = "";
        for (Line line : lines) {
            if (line.name.equalsIgnoreCase(previous)) {
                throw new IllegalStateException("attribute '" + line.name + "' given twice");
            }
            previous = line.name;
            if (!line.condition.equals(ALWAYS)) {
                shared.add(takeFrom(stretch));
                pieces.add(wholeLine(line));
            } else if (line.differs) {
                stretch.append(line.name).append(" = ");
                shared.add(takeFrom(stretch));
                pieces.add(line.field);
                stretch.append('\n');
            } else {
                stretch.append(line.name).append(" = ").append(line.constant).append('\n');
            }
        }
        shared.add(takeFrom(stretch));
        return new RecordTemplate(shared, pieces);
    }

    /** HTCondor's order since 24.3: shorter names first, then alphabetically without regard to case. */
    private static int compareInFile(Line left, Line right) {
        return left.rank == right.rank
                ? String.CASE_INSENSITIVE_ORDER.compare(left.name, right.name)
                : Long.compare(left.rank, right.rank);
    }

    private static byte[] takeFrom(LineBuffer stretch) {
        byte[] taken = stretch.toByteArray();
        stretch.clear();
        return taken;
    }

    private static ValueField wholeLine(Line line) {
        byte[] start = LineBuffer.bytesOf(line.name + " = ");
        return (run, out) -> {
            if (line.condition.test(run)) {
                out.append(start);
                line.field.render(run, out);
                out.append('\n');
            }
        };
    }
}

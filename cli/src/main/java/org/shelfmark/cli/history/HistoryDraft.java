package org.shelfmark.cli.history;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.search.HistoryRequest;

/** What is known of a command line after some of its words. */
final class HistoryDraft {
    /** Cut here when nobody says how wide lines may be. */
    private static final int PIPE_COLUMNS = 1024;

    private static final int NARROW_COLUMNS = 80;

    private final ZoneId zone;
    private final OptionalLong terminalColumns;
    private final Consumer<String> warnings;

    private final List<HistoryRequest.Id> ids = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();
    private final List<String> constraints = new ArrayList<>();
    private boolean forwards;
    private boolean forwardsGiven;
    private boolean sinceGiven;
    private OptionalLong limit = OptionalLong.empty();
    private OptionalLong scanLimit = OptionalLong.empty();
    private @Nullable String since;

    private boolean local;
    private @Nullable String source;
    private @Nullable Path file;
    private @Nullable Path search;
    private @Nullable Path index;
    private @Nullable String server;
    private final Map<String, String> backend = new LinkedHashMap<>();
    private boolean explained;

    private final Set<Form> forms = EnumSet.noneOf(Form.class);
    private final PrintMask mask = new PrintMask();
    private final Projection projection = new Projection();
    private boolean ownFormat;
    private boolean wide;
    /** 0 while nobody said and nobody looked. */
    private int wideColumns;

    /** The forms that print whole records. */
    enum Form {
        LONG,
        XML,
        JSON,
        JSON_LINES
    }

    HistoryDraft(ZoneId zone, OptionalLong terminalColumns, Consumer<String> warnings) {
        this.zone = zone;
        this.terminalColumns = terminalColumns;
        this.warnings = warnings;
    }

    void form(Form form) {
        forms.add(form);
    }

    void direction(boolean toForwards) {
        if (toForwards && sinceGiven) {
            throw forwardsAndSince();
        }
        forwards = toForwards;
        forwardsGiven |= toForwards;
    }

    private static HistoryUsageException forwardsAndSince() {
        return new HistoryUsageException("-forwards and -since cannot stand together: -since ends at what is older");
    }

    void since(String text, boolean asSince) {
        if (asSince && forwardsGiven) {
            throw forwardsAndSince();
        }
        sinceGiven |= asSince;
        since = text;
    }

    void limit(String number) {
        limit = positive(number);
    }

    void scanLimit(String number) {
        scanLimit = positive(number);
    }

    private static OptionalLong positive(String number) {
        long value = CInteger.leading(number);
        return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
    }

    void id(HistoryRequest.Id id) {
        ids.add(id);
    }

    void owner(String name) {
        owners.add(name);
    }

    void constraint(String expression) {
        constraints.add(expression);
    }

    void file(Path given) {
        if (file != null) {
            throw new HistoryUsageException("-file is given twice: '" + file + "' and '" + given + "'", true);
        }
        file = given;
    }

    void search(Path given) {
        search = given;
    }

    void index(Path given) {
        index = given;
    }

    void server(String given) {
        server = given;
    }

    void backend(String option, String value) {
        backend.put(option, value);
    }

    void explain() {
        explained = true;
    }

    void local() {
        if (source != null) {
            throw localAndName();
        }
        local = true;
    }

    void source(String name) {
        if (local) {
            throw localAndName();
        }
        source = name;
    }

    private static HistoryUsageException localAndName() {
        return new HistoryUsageException("-local and -name cannot stand together");
    }

    void wide(Optional<String> columns) {
        wide = true;
        if (columns.isPresent()) {
            wideColumns = (int) CInteger.leading(columns.get());
            if (!mask.isEmpty()) {
                mask.limitWidth(displayColumns() - 1);
            }
            if (wideColumns <= NARROW_COLUMNS) {
                wide = false;
            }
        }
    }

    /** The width of the display; once looked for, it counts as given. */
    private int displayColumns() {
        if (wideColumns <= 0) {
            wideColumns = (int) terminalColumns.orElse(NARROW_COLUMNS);
        }
        return wideColumns;
    }

    void format(String format, String asked) {
        ColumnStyle style = ColumnStyle.PLAIN;
        mask.add(new Column(asked, PrintfFormat.of(Escapes.resolve(ByteText.of(format))), null, style, zone));
        ownFormat = true;
    }

    void autoFormat(String letters, List<String> asked) {
        AutoFormat columns = new AutoFormat(letters, mask, zone);
        for (String expression : asked) {
            try {
                projection.add(ReferredNames.of(ClassAdParser.parse(expression)));
            } catch (ClassAdSyntaxException e) {
                throw new HistoryUsageException(
                        "'" + expression + "' is no attribute or expression: " + e.getMessage());
            }
            columns.add(expression);
        }
        ownFormat = true;
    }

    void printFormat(String name, String text) {
        if (!wide) {
            mask.limitWidth(displayColumns() - 1);
        }
        ownFormat = true;
        PrintFormatFile read = new PrintFormatFile(text, mask, zone);
        read.complaints().forEach(complaint -> warnings.accept("print format '" + name + "', " + complaint));
        if (read.isUnique()) {
            throw new HistoryUsageException("print format '" + name + "': SELECT UNIQUE is not supported");
        }
        constraints.addAll(read.conditions());
        projection.replace(read.names());
    }

    void attributes(String list) {
        projection.replace(Arrays.stream(list.split("[,\\s]+"))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    /** The options as a whole. */
    HistoryOptions finished() {
        Set<Form> exclusive = EnumSet.copyOf(EnumSet.allOf(Form.class));
        exclusive.remove(Form.LONG);
        exclusive.retainAll(forms);
        if (exclusive.size() > 1) {
            throw new HistoryUsageException("only one of -xml, -json and -jsonl can be printed");
        }
        HistoryRequest request = new HistoryRequest(
                ids,
                owners,
                constraints,
                forwards,
                limit,
                scanLimit,
                Optional.ofNullable(since),
                Optional.ofNullable(source));
        return new HistoryOptions(request, place(), new RecordForm(this::printer), explained);
    }

    private HistoryOptions.Place place() {
        boolean files = file != null || search != null;
        if (files && (index != null || server != null)) {
            throw new HistoryUsageException("-file and -search read files; --index and --server do not go with them");
        }
        if (files && !backend.isEmpty()) {
            throw new HistoryUsageException(
                    "-file and -search read files; leave out " + String.join(", ", backend.keySet()));
        }
        if (index != null && server != null) {
            throw new HistoryUsageException("--index and --server cannot stand together");
        }
        if (file != null) {
            return new HistoryOptions.Place.OneFile(file);
        }
        return search != null
                ? new HistoryOptions.Place.Siblings(search)
                : new HistoryOptions.Place.Indexed(Optional.ofNullable(index), Optional.ofNullable(server), backend);
    }

    private RecordPrinter printer() {
        if (forms.contains(Form.XML)) {
            return new XmlPrinter(projection);
        }
        if (forms.contains(Form.JSON) || forms.contains(Form.JSON_LINES)) {
            return new JsonPrinter(projection, forms.contains(Form.JSON_LINES));
        }
        if (forms.contains(Form.LONG)) {
            return new LongPrinter(projection);
        }
        if (!ownFormat) {
            if (!wide && wideColumns == NARROW_COLUMNS) {
                return new NarrowTablePrinter(zone);
            }
            DefaultTable.addTo(mask, zone);
            if (!wide || wideColumns != 0) {
                mask.limitWidth(tableColumns());
            }
        }
        return new TablePrinter(mask);
    }

    /** A full line would make a terminal print an empty one. */
    private int tableColumns() {
        return wideColumns > 0 ? wideColumns : (int) terminalColumns.orElse(PIPE_COLUMNS + 1) - 1;
    }
}

package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.Restart;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Unparser;
import org.shelfmark.generate.ArchiveGenerator;
import org.shelfmark.generate.ArchiveSummary;
import org.shelfmark.generate.GeneratorOptions;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/**
 * A builder that remembers what it has seen makes the same documents as one that reads every record by itself. Set the
 * system property {@code shelfmark.archive} to a directory to compare over the histories there, too.
 */
class DocumentDifferentialTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000));
    private static final Evaluator EVALUATOR = new Evaluator(CLOCK, ZoneId.of("UTC"), EvaluationLimits.DEFAULT);

    private final JobDocumentBuilder builder = new JobDocumentBuilder(MAPPING, CLOCK);
    private final RecordViews views = new RecordViews(MAPPING, EVALUATOR);
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, String> viewedSpellings = new HashMap<>();
    private int documents;
    private int damaged;
    private int inOrder;

    /** A document as one comparable text, or the reason why there is none. */
    private record Outcome(Set<BytesRef> terms, Set<BytesRef> words, Map<String, Object> columns, String problem) {}

    private void compare(byte[] record, String context) throws IOException {
        int banner = record.length - 1;
        while (banner > 0 && record[banner - 1] != '\n') {
            banner--;
        }
        RecordAddress address = new RecordAddress("ap1", 7, new RecordLocation(31, record.length));
        Outcome expected = expected(record, banner, address);
        Outcome found = found(record, banner, address);
        if (!found.equals(expected)) {
            assertThat(found.problem()).as(context).isEqualTo(expected.problem());
            assertThat(text(found.terms())).as(context).isEqualTo(text(expected.terms()));
            assertThat(text(found.words())).as(context).isEqualTo(text(expected.words()));
            assertThat(found.columns()).as(context).isEqualTo(expected.columns());
        }
        if (found.problem().isEmpty() && builder.isInOrder()) {
            inOrder++;
            assertThat(Restart.isInOrder(record, 0, banner)).as(context).isTrue();
        }
        assertThat(viewed(record, banner)).as(context).isEqualTo(expectedView(record, banner));
        documents++;
        damaged += found.problem().isEmpty() ? 0 : 1;
    }

    private static List<String> text(Set<BytesRef> terms) {
        return terms.stream().map(BytesRef::toString).toList();
    }

    private Outcome expected(byte[] record, int banner, RecordAddress address) {
        try {
            PlainRecord plain = new PlainRecord(MAPPING, EVALUATOR, Arrays.copyOf(record, banner), spellings, false);
            PlainDocument document = new PlainDocument(MAPPING, plain, record, banner, address);
            return new Outcome(document.terms, document.words, document.columns, "");
        } catch (RecordProblem problem) {
            return new Outcome(Set.of(), Set.of(), Map.of(), String.valueOf(problem.getMessage()));
        }
    }

    private Outcome found(byte[] record, int banner, RecordAddress address) throws IOException {
        try {
            Set<BytesRef> terms = new TreeSet<>();
            Set<BytesRef> words = new TreeSet<>();
            Map<String, Object> columns = new TreeMap<>();
            for (IndexableField field : builder.build(record, 0, banner, record.length, address)) {
                if (field.name().equals(AttributeTerms.FIELD)) {
                    readTerms(field, terms);
                } else if (field.name().equals(Columns.WORDS)) {
                    readTerms(field, words);
                } else {
                    BytesRef bytes = field.binaryValue();
                    Object before = columns.put(
                            field.name(),
                            bytes != null
                                    ? BytesRef.deepCopyOf(bytes)
                                    : (Object) field.numericValue().longValue());
                    assertThat(before).as("a second value of " + field.name()).isNull();
                }
            }
            return new Outcome(terms, words, columns, "");
        } catch (RecordProblem problem) {
            return new Outcome(Set.of(), Set.of(), Map.of(), String.valueOf(problem.getMessage()));
        }
    }

    private static void readTerms(IndexableField field, Set<BytesRef> into) throws IOException {
        try (StandardAnalyzer unused = new StandardAnalyzer()) {
            TokenStream stream = field.tokenStream(unused, null);
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                into.add(BytesRef.deepCopyOf(term.getBytesRef()));
            }
            stream.end();
        }
    }

    private List<String> viewed(byte[] record, int banner) {
        List<String> found = new ArrayList<>();
        try {
            for (RecordView.Attribute each :
                    views.view(record, 0, banner, record.length).attributes(true)) {
                found.add(each.name() + " = " + Unparser.unparse(each.expression()));
            }
        } catch (RecordProblem problem) {
            found.add(String.valueOf(problem.getMessage()));
        }
        Collections.sort(found);
        return found;
    }

    private List<String> expectedView(byte[] record, int banner) {
        List<String> found = new ArrayList<>();
        try {
            PlainRecord plain =
                    new PlainRecord(MAPPING, EVALUATOR, Arrays.copyOf(record, banner), viewedSpellings, true);
            for (PlainRecord.Line line : plain.lines()) {
                found.add(line.spelling() + " = " + Unparser.unparse(line.expression()));
            }
        } catch (RecordProblem problem) {
            found.add(String.valueOf(problem.getMessage()));
        }
        Collections.sort(found);
        return found;
    }

    private static List<byte[]> sample() {
        return SampleArchive.find().records().stream().map(SampleRecord::bytes).toList();
    }

    private static List<byte[]> generated(Path directory, long seed, int jobs) throws IOException {
        ArchiveSummary unused = new ArchiveGenerator(seed, jobs, GeneratorOptions.defaults()).writeTo(directory);
        return read(directory);
    }

    private static List<byte[]> read(Path directory) throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : entries.filter(
                            path -> path.getFileName().toString().startsWith("history"))
                    .sorted()
                    .toList()) {
                try (RecordReader reader = new RecordReader(FileChannel.open(file), 0)) {
                    while (reader.next() instanceof RecordBatch batch) {
                        for (int i = 0; i < batch.size(); i++) {
                            records.add(Arrays.copyOfRange(batch.bytes(), batch.start(i), batch.end(i)));
                        }
                    }
                }
            }
        }
        return records;
    }

    private void compareAll(List<byte[]> records) {
        for (int i = 0; i < records.size(); i++) {
            try {
                compare(records.get(i), "record " + i);
            } catch (IOException e) {
                throw new UncheckedIOException("reading terms from memory cannot fail", e);
            }
        }
    }

    @Test
    void recordsOfTheSample_giveTheSameDocuments() {
        compareAll(sample());
        assertThat(damaged).isZero();
        assertThat(inOrder).as("of " + documents).isGreaterThan(documents * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void generatedRecords_giveTheSameDocuments(long seed, @TempDir Path directory) throws IOException {
        compareAll(generated(directory, seed, 600));
        assertThat(damaged).isZero();
        assertThat(inOrder).as("of " + documents).isGreaterThan(documents * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void changedRecords_giveTheSameDocumentsAndReasons(long seed, @TempDir Path directory) throws IOException {
        List<byte[]> records = new ArrayList<>(generated(directory, seed, 300));
        records.addAll(sample());
        Random random = new Random(seed);
        RecordMutations mutations = new RecordMutations(random);
        int at = 0;
        for (int i = 0; i < 1500; i++) {
            // mostly the next one, sometimes one of another place, sometimes the same again
            at = random.nextInt(6) == 0 ? random.nextInt(records.size()) : (at + random.nextInt(3)) % records.size();
            byte[] record = records.get(at);
            byte[] other = records.get(random.nextInt(records.size()));
            byte[] changed = mutations.changed(record, other);
            compare(changed, "seed " + seed + ", record " + i);
            if (random.nextInt(4) == 0) {
                records.set(at, changed.length < 30_000 ? changed : record);
            }
        }
        assertThat(damaged).isBetween(documents / 20, documents * 9 / 10);
    }

    @Test
    void namedArchive_givesTheSameDocuments() throws IOException {
        String directory = System.getProperty("shelfmark.archive", "");
        if (!directory.isEmpty()) {
            compareAll(read(Path.of(directory)));
        }
    }
}

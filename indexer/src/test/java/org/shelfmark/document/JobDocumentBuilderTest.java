package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class JobDocumentBuilderTest {
    private static final String IDS = "ClusterId = 1\nProcId = 0\n";

    private final IndexedRecords index;

    JobDocumentBuilderTest() throws IOException {
        index = new IndexedRecords();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void everyLiteralOfTheSample_comesBackFromItsColumn() throws IOException {
        List<SampleRecord> records = SampleArchive.find().records();
        for (SampleRecord record : records) {
            index.add(record.bytes());
        }
        JobReader reader = new JobReader(IndexedRecords.MAPPING, index.segment());
        int compared = 0;
        for (int document = 0; document < records.size(); document++) {
            SampleRecord record = records.get(document);
            for (FieldMapping field : IndexedRecords.MAPPING.fields()) {
                if (field.source() instanceof FieldSource.Attribute attribute) {
                    AttributeValue value = reader.value(field, document);
                    compared += compare(record, attribute.name(), field.type(), value);
                }
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    /** 1 where the attribute is a literal, which must be the value. */
    private static int compare(SampleRecord record, String attribute, FieldType type, AttributeValue value) {
        String what = record + " " + attribute + " = " + record.raw(attribute);
        OptionalLong integer = record.integer(attribute);
        OptionalDouble number = record.number(attribute);
        if (!record.has(attribute) || (type == FieldType.TIME && number.orElse(1) <= 0)) {
            assertThat(value).as(what).isEqualTo(AttributeValue.UNDEFINED);
        } else if (type == FieldType.REAL && number.isPresent()) {
            assertThat(value).as(what).isEqualTo(new RealValue(number.getAsDouble()));
        } else if (integer.isPresent()) {
            assertThat(value).as(what).isEqualTo(new IntegerValue(integer.getAsLong()));
        } else if (record.raw(attribute).matches("\"(?s).*\"")) {
            assertThat(value).as(what).isEqualTo(new StringValue(record.text(attribute)));
        } else if (type == FieldType.BOOLEAN && record.raw(attribute).matches("true|false")) {
            assertThat(value).as(what).isEqualTo(BooleanValue.of(record.isTrue(attribute)));
        } else {
            return 0;
        }
        return 1;
    }

    @Test
    void address_isInEveryDocument() throws IOException {
        index.add(IDS + "***\n");
        index.add("damaged\n***\n");
        JobReader reader = new JobReader(IndexedRecords.MAPPING, index.segment());
        assertThat(reader.address(0)).isEqualTo(new RecordAddress("ap1", 7, new RecordLocation(0, 29)));
        assertThat(reader.address(1)).isEqualTo(new RecordAddress("ap1", 7, new RecordLocation(1000, 12)));
        assertThat(index.value(0, "source")).isEqualTo(new StringValue("ap1"));
        assertThat(index.terms(0, AttributeTerms.FIELD)).contains("@source|sap1");
    }

    @Test
    void idsMissingInTheBody_comeFromTheBanner() throws IOException {
        index.add("Owner = \"alice\"\n*** ClusterId = 42 ProcId = 7 Owner = \"alice\"\n");
        index.add("ProcId = 3\n*** ClusterId = 42 ProcId = 7\n");
        assertThat(index.value(0, "cluster")).isEqualTo(new IntegerValue(42));
        assertThat(index.value(0, "proc")).isEqualTo(new IntegerValue(7));
        assertThat(index.value(1, "proc")).isEqualTo(new IntegerValue(3));
    }

    @Test
    void recordWithoutIds_isQuarantinedWithTheReason() throws IOException {
        index.add("Owner = \"alice\"\nProcId = 1\n***\n");
        index.add("Owner = \"alice\"\nClusterId = 1\n*** ClusterId = 2\n");
        assertThat(index.terms(0, Columns.KIND)).containsExactly("no job", "quarantined");
        assertThat(index.segment().storedFields().document(0).get(Columns.REASON))
                .isEqualTo("neither body nor banner has an integer ClusterId");
        assertThat(index.segment().storedFields().document(1).get(Columns.REASON))
                .isEqualTo("neither body nor banner has an integer ProcId");
    }

    @Test
    void valueOfAnotherType_isKeptBesideItsColumn() throws IOException {
        index.add(IDS + "ExitCode = \"five\"\nProjectName = 5\nRequestMemory = 1.5\nCompletionDate = \"soon\"\n***\n");
        assertThat(index.value(0, "exit")).isEqualTo(new StringValue("five"));
        assertThat(index.value(0, "project")).isEqualTo(new IntegerValue(5));
        assertThat(index.value(0, "request_memory")).isEqualTo(new RealValue(1.5));
        assertThat(index.value(0, "completed")).isEqualTo(new StringValue("soon"));
        assertThat(index.terms(0, AttributeTerms.FIELD)).contains("exitcode|m", "exitcode|sfive", "projectname|m");
    }

    @Test
    void exactIntegers_areNotRounded() throws IOException {
        index.add(IDS + "RemoteWallClockTime = 9007199254740993\nJobPrio = 9007199254740993\n***\n");
        assertThat(index.value(0, "runtime")).isEqualTo(new IntegerValue(9007199254740993L));
        assertThat(index.value(0, "priority")).isEqualTo(new IntegerValue(9007199254740993L));
    }

    @Test
    void timeOfZero_isMissing() throws IOException {
        index.add(IDS + "CompletionDate = 0\nEnteredCurrentStatus = 1795318748\n***\n");
        index.add(IDS + "CompletionDate = 1795318700\nEnteredCurrentStatus = 1795318748\n***\n");
        assertThat(index.value(0, "completed")).isEqualTo(AttributeValue.UNDEFINED);
        assertThat(index.value(0, "ended")).isEqualTo(new IntegerValue(1795318748));
        assertThat(index.ended(0)).isEqualTo(1795318748);
        assertThat(index.ended(1)).isEqualTo(1795318700);
    }

    @Test
    void codes_areReadInWords() throws IOException {
        index.add(IDS + "JobStatus = 4\nJobUniverse = 12\n***\n");
        index.add(IDS + "JobStatus = 99\n***\n");
        assertThat(index.value(0, "status")).isEqualTo(new StringValue("completed"));
        assertThat(index.value(0, "universe")).isEqualTo(new StringValue("local"));
        assertThat(index.value(1, "status")).isEqualTo(new StringValue("99"));
    }

    @Test
    void firstOfSeveral_isTheFirstThatHasAValue() throws IOException {
        index.add(IDS + "Arguments = \"new\"\nArgs = \"old\"\n***\n");
        index.add(IDS + "Arguments = \"new\"\nArgs = undefined\n***\n");
        index.add(IDS + "DiskUsage = 10\nDiskUsage_RAW = 9\n***\n");
        assertThat(index.value(0, "args")).isEqualTo(new StringValue("old"));
        assertThat(index.value(1, "args")).isEqualTo(new StringValue("new"));
        assertThat(index.value(2, "disk")).isEqualTo(new IntegerValue(9));
        assertThat(index.terms(0, AttributeTerms.FIELD)).contains("args|c", "arguments|snew");
    }

    @Test
    void unmappedAttribute_isATermByKind() throws IOException {
        index.add(IDS
                + "MyText = \"Night Run\"\nMyTrue = true\nMyErr = error\nMyUndef = undefined\nMyList = { 1,\"A\" }\n"
                + "Req = TARGET.Memory > 5\nMyExpr = 1 + 2\nAge = time() - 5\n***\n");
        assertThat(index.terms(0, AttributeTerms.FIELD))
                .contains(
                        "mytext|snight run|Night Run",
                        "mytrue|b1",
                        "myerr|e",
                        "myundef|u",
                        "mylist|l{ 1,\"a\" }",
                        "req|xtarget.memory > 5",
                        "age|xtime() - 5",
                        "age|p")
                .doesNotContain("req|p")
                .anyMatch(term -> term.startsWith("myexpr|n"));
    }

    @Test
    void words_comeFromTextAttributesOnly() throws IOException {
        index.add(IDS + "JobBatchName = \"Night Run\"\nOwner = \"alice\"\nMyText = \"unmapped\"\n***\n");
        assertThat(index.terms(0, Columns.WORDS)).containsExactly("night", "run");
    }

    @Test
    void builderReused_nothingOfTheRecordBeforeRemains() throws IOException {
        index.add(IDS + "JobBatchName = \"Night Run\"\nExitCode = \"five\"\nOwner = \"alice\"\n***\n");
        index.add(IDS + "***\n");
        assertThat(index.terms(1, Columns.WORDS)).isEmpty();
        assertThat(index.value(1, "exit")).isEqualTo(AttributeValue.UNDEFINED);
        assertThat(index.value(1, "owner")).isEqualTo(AttributeValue.UNDEFINED);
        assertThat(index.terms(1, AttributeTerms.FIELD)).noneMatch(term -> term.startsWith("owner"));
    }

    @Test
    void undefinedAttribute_isMissing() throws IOException {
        index.add(IDS + "HoldReason = undefined\n***\n");
        assertThat(index.value(0, "hold_reason")).isEqualTo(AttributeValue.UNDEFINED);
        assertThat(index.terms(0, AttributeTerms.FIELD)).noneMatch(term -> term.startsWith("holdreason"));
    }
}

package org.shelfmark.document;

import org.apache.lucene.util.NumericUtils;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/** Names and encodings of the columns (doc values) of a job document. */
public final class Columns {
    /** Number of the archive file. */
    public static final String FILE = "@file";
    /** Position of the record in its file. */
    public static final String OFFSET = "@offset";
    /** Bytes of the record, banner included. */
    public static final String LENGTH = "@length";
    /** Name of the access point that wrote the archive. */
    public static final String SOURCE = "source";
    /** ClusterId, of jobs and of summaries. */
    public static final String CLUSTER = "cluster";
    /** Values that do not fit the columns of their fields: {@link Misfits}. */
    public static final String MISFITS = "@misfits";
    /** What a document is, where it is not a job. */
    public static final String KIND = "@kind";
    /** Why a record was quarantined. */
    public static final String REASON = "@reason";
    /** Address of an unfinished record at the end of a file. */
    public static final String FRAGMENT = "@fragment";
    /** Words of the text attributes. */
    public static final String WORDS = "@words";

    /** The {@link #KIND} that every document has which is not a job, beside the one that says what it is. */
    public static final String NO_JOB = "no job";

    /** The {@link #KIND} of a record that could not be understood. */
    public static final String QUARANTINED = "quarantined";
    /** The {@link #KIND} of the summary of an archived submission. */
    public static final String SUMMARY = "summary";
    /** The {@link #KIND} of the one document that has the names of all attributes that archived jobs had. */
    public static final String ARCHIVED_NAMES = "archived names";
    /** The {@link #KIND} of a note that a submission must not be archived for a while. */
    public static final String PIN = "pin";

    /** Where the records of a summary stand: {@link ArchivedRecords}. */
    public static final String ARCHIVED_RECORDS = "@archived";

    /** Longest string that a column holds, in UTF-8; a longer one is a misfit. */
    public static final int MAX_STRING_BYTES = 8000;

    private Columns() {}

    /** The name under which a summary keeps the values of an attribute without a field; no column is called so. */
    public static String ofAttribute(String foldedName) {
        return "attr:" + foldedName;
    }

    /** The column in which a field's values stand; a field of codes shares that of its number. */
    public static String of(Mapping mapping, FieldMapping field) {
        return field.source() instanceof FieldSource.Codes codes
                ? mapping.ofAttribute(codes.attribute()).orElseThrow().name()
                : field.name();
    }

    /** The name under which a field's own terms stand in {@link AttributeTerms#FIELD}. */
    public static String termName(FieldMapping field) {
        return switch (field.source()) {
            case FieldSource.Attribute attribute -> Mapping.fold(attribute.name());
            case FieldSource.Codes codes -> Mapping.fold(codes.attribute());
            case FieldSource.FirstOf several -> "@" + field.name();
            case FieldSource.Derived derived -> "@" + field.name();
            case FieldSource.ArchiveSource archive -> "@" + field.name();
        };
    }

    /** A real as a column's number, sorting like the real. */
    public static long encodeReal(double value) {
        return NumericUtils.doubleToSortableLong(value == 0 ? 0.0 : value);
    }

    /** The real of a column's number. */
    public static double decodeReal(long encoded) {
        return NumericUtils.sortableLongToDouble(encoded);
    }

    /** Whether the column holds strings rather than numbers. */
    public static boolean holdsStrings(FieldMapping field) {
        return field.type() == FieldType.STRING && field.hasColumn();
    }
}

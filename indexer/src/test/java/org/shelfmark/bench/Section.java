package org.shelfmark.bench;

/** What belongs into one table, with what its ratios are ratios to. */
enum Section {
    READING(
            "Reading the archive",
            "One thread, the archive in the page cache. `x wc -l` is the time as a multiple of that of `wc -l` over the same"
                    + " files."),
    INGEST(
            "Indexing from a cold start",
            "`shelfmark index` as a process of its own, everything searchable. `% of wc -l` and `% of naive parser` (a `HashMap` of"
                    + " `readLine`, see above) compare the rate with theirs over the same files; `x librarian` with the 5,030"
                    + " records/s of HTCondor's librarian, which indexes 8 columns (330,000 such records with an enlarged"
                    + " cache; a constant of another run)."),
    GROWTH(
            "Indexing into an index that grows",
            "Each row is one more access point, generated, indexed by a cold process without the vault, and deleted."
                    + " `x first` is the rate as a multiple of that of the first."),
    ENGINE(
            "The engine's limit",
            "In one warm virtual machine, the same records: Lucene alone gets documents that were prepared in memory, on as"
                    + " many threads and with the same settings, and all threads write out before the commit, as in our path;"
                    + " the whole path reads, parses, maps and indexes the archive."),
    CATCH_UP(
            "Catching up from a cold start",
            "`shelfmark index`, as a user starts it, over a history of the default size: the whole process, vault included;"
                    + " the median of three. `x librarian` compares with 30 MB/s (a constant of another run)."),
    START(
            "A short command from a cold start",
            "The whole process, ten times in turn with the references: a Java that does nothing, with the flags of short"
                    + " commands, and `java -version`."),
    FRESHNESS(
            "From append to visible",
            "Records appended by a writer that behaves like a schedd, to a served directory; a record is visible with the"
                    + " first count that includes it. Another connection asks for the count every 5 ms, so that each figure"
                    + " holds up to that and one answer too much; `one answer ms` is the p50 of those answers."),
    QUERIES(
            "Questions to a warm server",
            "`shelfmark serve --read-only` as a process of its own, asked over HTTP on loopback, one connection that is kept."
                    + " `new`: another owner, job or submission each time where there is one, and `Cache-Control: no-cache`;"
                    + " `again`: the same question again and again, without that header. `x bare` is p50 of `new` as a"
                    + " multiple of that of `/healthz`, which answers nothing but `ok`."),
    MEMORY(
            "Memory of the server after these questions",
            "`resident` holds mapped files of the index, too, which the system may drop at any time; `own` does not."
                    + " Heap as the server says itself, its peak among samples between questions.");

    private final String title;
    private final String note;

    Section(String title, String note) {
        this.title = title;
        this.note = note;
    }

    String title() {
        return title;
    }

    String note() {
        return note;
    }
}

package org.shelfmark.generate;

/** Writes the value, not the name, of an attribute that may differ between the jobs of a cluster. */
@FunctionalInterface
interface ValueField {
    void render(JobRun run, LineBuffer out);
}

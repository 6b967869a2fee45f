package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that an export told. */
record ToldExport(List<String> names, List<Map<String, @Nullable Object>> jobs, ExportEnd end) {
    /** Something to do while an export is told. */
    interface Meanwhile {
        void told(int jobs) throws IOException;
    }

    static ToldExport of(JobSearch search, ExportRequest request) throws IOException {
        return of(search, request, jobs -> {});
    }

    /** @param meanwhile is done behind each job */
    static ToldExport of(JobSearch search, ExportRequest request, Meanwhile meanwhile) throws IOException {
        List<String> begun = new ArrayList<>();
        List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        List<ExportEnd> ends = new ArrayList<>();
        search.export(request, new ExportListener() {
            @Override
            public void begin(List<String> names) {
                assertThat(begun).isEmpty();
                begun.addAll(names);
            }

            @Override
            public void job(Map<String, @Nullable Object> job) throws IOException {
                jobs.add(job);
                meanwhile.told(jobs.size());
            }

            @Override
            public void end(ExportEnd end) {
                ends.add(end);
            }
        });
        assertThat(ends).hasSize(1);
        return new ToldExport(begun, jobs, ends.get(0));
    }
}

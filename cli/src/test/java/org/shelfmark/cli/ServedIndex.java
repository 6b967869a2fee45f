package org.shelfmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server answers about all that it has indexed.
 *
 * @param serve the server
 */
record ServedIndex(ServeProcess serve) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PAGE = 10_000;

    /**
     * A gap, as far as cluster numbers tell where it is.
     *
     * @param after cluster of the last record before it; 0 when there is none
     * @param before cluster of the first record behind it; the largest number when there is none
     * @param text all of it, for the message of a failed test
     */
    record Gap(int after, int before, String text) {
        boolean covers(int cluster) {
            return after < cluster && cluster < before;
        }
    }

    /** The clusters of all jobs, in the order of the answer; one that is there twice comes twice. */
    List<Integer> clusters() throws IOException, InterruptedException {
        List<Integer> clusters = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = get("jobs?q=*&fields=ClusterId&limit=" + PAGE + cursor);
            page.path("jobs").forEach(job -> clusters.add(job.path("ClusterId").asInt()));
            if (!page.path("next_cursor").isTextual()) {
                return clusters;
            }
            cursor = "&cursor=" + URLEncoder.encode(page.path("next_cursor").asText(), StandardCharsets.UTF_8);
        }
    }

    /** All gaps of all files. */
    List<Gap> gaps() throws IOException, InterruptedException {
        List<Gap> gaps = new ArrayList<>();
        for (JsonNode file : get("files").path("files")) {
            for (JsonNode gap : file.path("gaps")) {
                gaps.add(new Gap(
                        cluster(gap.path("job_before"), 0),
                        cluster(gap.path("job_after"), Integer.MAX_VALUE),
                        file.path("path").asText() + ": " + gap));
            }
        }
        return gaps;
    }

    /** Records that could not be understood. */
    int quarantined() throws IOException, InterruptedException {
        return get("files").path("quarantined").asInt();
    }

    /** Of some clusters those that are neither indexed nor in a gap. */
    static Set<Integer> unexplained(Set<Integer> written, Set<Integer> indexed, List<Gap> gaps) {
        Set<Integer> missing = new TreeSet<>(written);
        missing.removeAll(indexed);
        missing.removeIf(cluster -> gaps.stream().anyMatch(gap -> gap.covers(cluster)));
        return missing;
    }

    private static int cluster(JsonNode id, int otherwise) {
        return id.asText().isEmpty() ? otherwise : Integer.parseInt(id.asText().split("\\.", 2)[0]);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = serve.get("/api/v1/" + path);
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode() + ": " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }
}

package org.shelfmark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an index is asked: owners, sites, jobs and submissions are those that it has. */
final class Questions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIVE = "&by=exit,owner,status,host,batch";
    private static final String PERCENTILES = "/api/v1/stats?of=runtime&percentiles=50,95,99";
    private static final String BY_DAY = "/api/v1/histogram?of=ended&interval=1d";
    private static final int OWNERS = 40;
    private static final int JOBS_OF_OWNER = 25;
    private static final int SUBMISSIONS = 4;
    private static final int FEW_OWNERS = 5;

    private final HttpConnection server;

    /** A value and how many jobs have it. */
    private record Counted(String value, long jobs) {}

    Questions(HttpConnection server) {
        this.server = server;
    }

    List<Question> all() throws IOException {
        JsonNode facets = ask("/api/v1/facets?top=1000&by=owner,site,exit").get("facets");
        long total = ask("/api/v1/count").get("count").asLong();
        List<Counted> owners = values(facets.get("owner"));
        List<Counted> some = owners.subList(0, Math.min(OWNERS, owners.size()));
        List<String> exits =
                values(facets.get("exit")).stream().map(Counted::value).limit(3).toList();
        List<String> onePercent = nearest(owners, total, FEW_OWNERS);
        List<String> sites = nearest(values(facets.get("site")), total * 5, FEW_OWNERS);
        List<Question> all = List.of(
                Question.of(Question.ONE_JOB, jobs(some)),
                Question.of(
                        Question.NEWEST_OF_OWNER,
                        some.stream()
                                .map(owner -> "/api/v1/jobs?limit=20&q=" + term("owner", owner.value()))
                                .toList()),
                Question.of(Question.COUNT_OF_CONDITIONS, conditions(some, exits)),
                Question.of("count of everything", List.of("/api/v1/count")),
                Question.of(Question.OWNERS, List.of("/api/v1/facets?by=owner")),
                Question.of(Question.FIVE_FACETS, List.of("/api/v1/facets?q=*" + FIVE)),
                Question.of("five facets, an owner's 1 %", fiveFacets("owner", onePercent)),
                Question.of(Question.FIVE_FACETS_OF_SITE, fiveFacets("site", sites)),
                // nothing is remembered of these
                Question.of("five facets, all but an owner's 1 %", allBut(onePercent, "/api/v1/facets?top=10" + FIVE)),
                Question.of("jobs by day, all but an owner's 1 %", allBut(onePercent, BY_DAY)),
                Question.of("these percentiles, all but an owner's 1 %", allBut(onePercent, PERCENTILES)),
                Question.of(Question.BY_DAY, List.of(BY_DAY)),
                Question.of(Question.PERCENTILES, List.of(PERCENTILES)),
                new Question("jobs by day, then these percentiles", List.of(List.of(BY_DAY, PERCENTILES))),
                Question.of("run time and memory by owner", List.of("/api/v1/stats?of=runtime,memory&by=owner")),
                Question.of("newest 20 submissions", List.of("/api/v1/submissions?limit=20")),
                Question.of("report of a large submission", reports(onePercent)),
                Question.of(
                        "failed jobs of an owner's 1 % compared",
                        onePercent.stream()
                                .map(owner -> "/api/v1/compare?q=" + term("owner", owner) + "+is:failed")
                                .toList()),
                Question.of(Question.ALL_FAILED, List.of("/api/v1/compare?q=is:failed&against=*")));
        List<Question> answered = new ArrayList<>();
        for (Question question : all) {
            if (isAnswered(question)) {
                answered.add(question);
            }
        }
        return answered;
    }

    /** What a server of this size refuses has no row. */
    private boolean isAnswered(Question question) {
        try {
            for (String path : question.variants().getFirst()) {
                server.get(path);
            }
            return true;
        } catch (IOException refused) {
            System.err.println("bench: not asked: " + question.name() + ": " + refused.getMessage());
            return false;
        }
    }

    private JsonNode ask(String path) throws IOException {
        return JSON.readTree(server.get(path));
    }

    private static List<Counted> values(JsonNode facet) {
        List<Counted> values = new ArrayList<>();
        for (JsonNode value : facet.get("values")) {
            values.add(
                    new Counted(value.get("value").asText(), value.get("count").asLong()));
        }
        return values;
    }

    /** The values whose jobs are nearest to a hundredth of a number. */
    private static List<String> nearest(List<Counted> values, long hundredfold, int most) {
        return values.stream()
                .sorted(Comparator.comparingLong(value -> Math.abs(100 * value.jobs() - hundredfold)))
                .limit(most)
                .map(Counted::value)
                .toList();
    }

    private List<String> jobs(List<Counted> owners) throws IOException {
        List<String> paths = new ArrayList<>();
        for (Counted owner : owners) {
            for (String sort : List.of("ended", "-ended")) {
                JsonNode jobs = ask("/api/v1/jobs?fields=cluster&limit=" + JOBS_OF_OWNER + "&sort=" + sort + "&q="
                        + term("owner", owner.value()));
                for (JsonNode job : jobs.get("jobs")) {
                    paths.add("/api/v1/jobs/" + encoded(job.get("id").asText()));
                }
            }
        }
        return paths;
    }

    private static List<String> conditions(List<Counted> owners, List<String> exits) {
        List<String> paths = new ArrayList<>();
        for (Counted owner : owners) {
            for (String exit : exits) {
                paths.add("/api/v1/count?q=" + term("owner", owner.value()) + "+exit:" + encoded(exit));
            }
        }
        return paths;
    }

    private static List<String> fiveFacets(String field, List<String> values) {
        return values.stream()
                .map(value -> "/api/v1/facets?q=" + term(field, value) + FIVE)
                .toList();
    }

    /** What is asked of everything, asked of the jobs of all owners but one. */
    private static List<String> allBut(List<String> owners, String path) {
        return owners.stream()
                .map(owner -> path + "&q=-" + term("owner", owner))
                .toList();
    }

    private List<String> reports(List<String> owners) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String owner : owners) {
            String largest = "/api/v1/submissions?sort=-jobs&limit=" + SUBMISSIONS + "&q=" + term("owner", owner);
            for (JsonNode submission : ask(largest).get("submissions")) {
                paths.add(
                        "/api/v1/submissions/" + encoded(submission.get("name").asText()));
            }
        }
        return paths;
    }

    private static String term(String field, String value) {
        return field + ":" + encoded('"' + value + '"');
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

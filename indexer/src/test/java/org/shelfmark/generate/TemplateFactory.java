package org.shelfmark.generate;

/** Brings all attributes of a cluster's records together. */
final class TemplateFactory {
    private final String schedd;
    private final DeterministicRandom random;

    TemplateFactory(String schedd, DeterministicRandom random) {
        this.schedd = schedd;
        this.random = random;
    }

    RecordTemplate ordinary(Submission submission) {
        return started(submission).build();
    }

    /** For the parameters see {@link DagmanLines#addTo}. */
    RecordTemplate dagman(Submission submission, String file, int nodes, long end) {
        TemplateBuilder lines = started(submission);
        DagmanLines.addTo(lines, submission, file, nodes, end);
        return lines.build();
    }

    private TemplateBuilder started(Submission submission) {
        TemplateBuilder lines = new TemplateBuilder();
        SubmissionLines.addTo(lines, submission, schedd, random);
        RunLines.addTo(lines, submission);
        CustomLines.addTo(lines, submission, random);
        return lines;
    }
}

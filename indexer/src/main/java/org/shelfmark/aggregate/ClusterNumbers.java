package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;

/**
 * Small numbers, from 0, for the submissions that jobs belong to: those of {@link SubmissionGroups} by cluster. Takes some
 * 150 bytes for each submission. Belongs to one thread.
 */
public final class ClusterNumbers {
    /** Stands for jobs that belong to none. */
    public static final int NONE = -1;

    private record Key(int source, int owner, long cluster) {}

    /**
     * A submission, named as its first job does.
     *
     * @param source name of the access point
     * @param cluster ClusterId
     * @param owner empty where its jobs name none
     */
    public record Submission(String source, long cluster, Optional<String> owner) {}

    private final FoldedNames sources = new FoldedNames();
    private final FoldedNames owners = new FoldedNames();
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<Submission> submissions = new ArrayList<>();

    /** How many submissions have a number. */
    public int size() {
        return submissions.size();
    }

    /** The submission of a number. */
    public Submission submission(int number) {
        return submissions.get(number);
    }

    /** Goes over the jobs of a segment. */
    public Segment in(LeafReader segment) throws IOException {
        SegmentMisfits misfits = new SegmentMisfits(segment);
        return new Segment(new SegmentMembership(
                sources.column(segment, "source"),
                owners.column(segment, "owner"),
                SegmentKeys.ofNumbers(segment, SubmissionGroups.By.CLUSTER.field(), misfits),
                misfits));
    }

    /** The jobs of one segment. */
    public final class Segment {
        private final SegmentMembership membership;

        private Segment(SegmentMembership membership) {
            this.membership = membership;
        }

        /** The number of a job's submission, or {@link #NONE}; to be asked for in ascending order. */
        public int number(int document) throws IOException {
            if (!membership.advance(document)) {
                return NONE;
            }
            Key key = new Key(membership.source.number(), membership.owner.number(), membership.keys.number());
            Integer known = numbers.get(key);
            if (known != null) {
                return known;
            }
            String source = membership.source.spelling();
            if (source == null) {
                return NONE;
            }
            int number = numbers.size();
            numbers.put(key, number);
            submissions.add(new Submission(source, key.cluster(), Optional.ofNullable(membership.owner.spelling())));
            return number;
        }
    }
}

package org.shelfmark.query.constraint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.shelfmark.query.QueryParser;

/** Sets of jobs as queries: union, intersection, complement; what is everything or nothing stays recognisable. */
public final class JobSets {
    /** Every job. */
    public static final Query ALL = QueryParser.everything();

    /** No job. */
    public static final Query NONE = new MatchNoDocsQuery("no job");

    private JobSets() {}

    /** Jobs of every set. */
    public static Query all(List<Query> sets) {
        Set<Query> parts = new LinkedHashSet<>();
        for (Query set : sets) {
            if (set.equals(NONE)) {
                return NONE;
            }
            if (!set.equals(ALL)) {
                parts.add(set);
            }
        }
        return switch (parts.size()) {
            case 0 -> ALL;
            case 1 -> parts.iterator().next();
            default -> joined(parts, Occur.FILTER);
        };
    }

    /** Jobs of any set. */
    public static Query any(List<Query> sets) {
        Set<Query> parts = new LinkedHashSet<>();
        for (Query set : sets) {
            if (set.equals(ALL)) {
                return ALL;
            }
            if (!set.equals(NONE)) {
                parts.addAll(alternatives(set));
            }
        }
        return switch (parts.size()) {
            case 0 -> NONE;
            case 1 -> parts.iterator().next();
            default -> joined(parts, Occur.SHOULD);
        };
    }

    /** The other jobs. */
    public static Query not(Query set) {
        if (set.equals(ALL)) {
            return NONE;
        }
        if (set.equals(NONE)) {
            return ALL;
        }
        return new BooleanQuery.Builder()
                .add(ALL, Occur.FILTER)
                .add(set, Occur.MUST_NOT)
                .build();
    }

    /** The jobs of the one and not of the other. */
    public static Query without(Query set, Query others) {
        return all(List.of(set, not(others)));
    }

    /** Those documents of a set that are jobs: what stands for many jobs has some of their columns. */
    static Query ofJobs(Query documents) {
        return documents.equals(ALL) || documents.equals(NONE) ? documents : QueryParser.jobsOnly(documents);
    }

    private static Query joined(Set<Query> parts, Occur occur) {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        parts.forEach(part -> builder.add(part, occur));
        return new ConstantScoreQuery(builder.build());
    }

    /** A chain of a thousand alternatives is one flat query rather than a thousand nested ones. */
    private static List<Query> alternatives(Query set) {
        if (set instanceof ConstantScoreQuery constant && constant.getQuery() instanceof BooleanQuery union) {
            List<Query> parts = new ArrayList<>();
            for (BooleanClause clause : union) {
                if (clause.occur() != Occur.SHOULD) {
                    return List.of(set);
                }
                parts.add(clause.query());
            }
            return parts;
        }
        return List.of(set);
    }
}

package org.shelfmark.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shelfmark.classad.AttributeReferences;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.NamedFields;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.constraint.Constraint;

/**
 * Which fields a comparison looks at by itself, and which of them the foreground's own query answers already.
 *
 * @param named the fields that query and constraint name
 * @param said those, and the fields whose values follow from theirs
 */
record ComparedFields(Set<String> named, Set<String> said) {
    /** Few or not too many values, and none that always comes with another one's. */
    static final List<String> DEFAULT = List.of(
            "source",
            "owner",
            "group",
            "project",
            "batch",
            "node",
            "cluster",
            "cmd",
            "universe",
            "submit_method",
            "image",
            "site",
            "host",
            "request_cpus",
            "request_memory",
            "request_disk",
            "request_gpus",
            "attempts",
            "status",
            "exit",
            "signal",
            "hold_code",
            "last_hold_code",
            "vacate_code");

    /** What a job came to, as opposed to how it was submitted and where it ran. */
    private static final Set<String> ENDS =
            Set.of("status", "jobstatus", "exit", "signal", "by_signal", "failed", "exit_reason", "remove_reason");

    private static final Set<String> HOLDS = Set.of(
            "hold_code",
            "hold_subcode",
            "hold_reason",
            "last_hold_code",
            "last_hold_subcode",
            "last_hold_reason",
            "holds");
    private static final Set<String> RUNS = Set.of("vacate_code", "vacate_reason", "vacates", "attempts", "starts");

    /** Fields that say much the same of a job: a query that names one says the others, too. */
    private static final List<Set<String>> KIN = List.of(
            ENDS,
            HOLDS,
            RUNS,
            Set.of("host", "slot", "site"),
            Set.of("image", "docker", "container"),
            Set.of("universe", "jobuniverse"),
            Set.of("owner", "user", "group_user", "accounting_group"),
            Set.of("group", "accounting_group"),
            Set.of("source", "schedd", "globaljobid"),
            Set.of("cluster", "globaljobid"),
            Set.of("batch", "batch_id"),
            Set.of("request_cpus", "cpus"),
            Set.of("request_memory", "memory_provisioned"),
            Set.of("request_disk", "disk_provisioned"),
            Set.of("request_gpus", "gpus"));

    /** Failing and completing leave open how. */
    private static final Set<String> SAID_BY_FAILED = Set.of("failed", "by_signal", "status", "jobstatus");

    private static final Set<String> SAID_BY_COMPLETED = Set.of("completed", "status", "jobstatus");

    /** Copies the names. */
    ComparedFields {
        named = Set.copyOf(named);
        said = Set.copyOf(said);
    }

    /** Of the jobs meant, whose query and constraint can be read. */
    static ComparedFields of(Requests.Selection jobs, QueryContext context) {
        Set<String> named = new TreeSet<>(NamedFields.of(jobs.query(), context));
        if (jobs.constraint().isPresent()) {
            AttributeReferences.of(Constraint.parse(jobs.constraint().get()))
                    .names()
                    .forEach(name -> named.add(fieldOf(name, context.mapping())));
        }
        Set<String> said = new TreeSet<>();
        named.forEach(name -> said.addAll(saidBy(name)));
        return new ComparedFields(named, said);
    }

    private static String fieldOf(String attribute, Mapping mapping) {
        Optional<FieldMapping> field = mapping.ofAttribute(attribute)
                .or(() -> mapping.fields().stream()
                        .filter(several -> several.source() instanceof FieldSource.FirstOf
                                && several.attributes().stream().anyMatch(attribute::equalsIgnoreCase))
                        .findFirst());
        return field.map(FieldMapping::name).orElse(attribute);
    }

    private static Set<String> saidBy(String name) {
        if (name.equals("failed")) {
            return SAID_BY_FAILED;
        }
        if (name.equals("completed")) {
            return SAID_BY_COMPLETED;
        }
        Set<String> said = new TreeSet<>(Set.of(name));
        KIN.stream().filter(kin -> kin.contains(name)).forEach(said::addAll);
        return said;
    }

    /** The default fields that the query leaves open. */
    List<String> open() {
        return DEFAULT.stream().filter(field -> !said.contains(field)).toList();
    }

    /** Whether a field only says more of what the query asks about: how jobs ended, of jobs that ended in some way. */
    boolean isConsequence(String field) {
        return isOutcome(field) && named.stream().anyMatch(ComparedFields::isOutcome);
    }

    private static boolean isOutcome(String field) {
        return ENDS.contains(field) || HOLDS.contains(field) || RUNS.contains(field);
    }
}

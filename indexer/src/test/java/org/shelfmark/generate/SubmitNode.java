package org.shelfmark.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The access point: gives out cluster numbers and decides what people submit. */
final class SubmitNode {
    private static final List<Integer> FAILURE_CODES = List.of(1, 1, 1, 1, 2, 2, 127, 126, 137, 139, 255, 85, 3, 42);

    private final String schedd;
    private final Population population;
    private final HostFleet fleet;
    private final DeterministicRandom random;
    private final int arrayJobs;
    private long nextCluster;

    SubmitNode(GeneratorOptions options, DeterministicRandom random) {
        schedd = options.schedd();
        this.random = random;
        arrayJobs = options.arrayJobs();
        population = new Population(options.users(), random);
        fleet = new HostFleet(options.start().getEpochSecond(), random);
        nextCluster = random.between(100_000, 9_000_000);
    }

    String schedd() {
        return schedd;
    }

    List<Submitter> submitters() {
        return population.submitters();
    }

    HostFleet fleet() {
        return fleet;
    }

    /** Whether all submissions are arrays of the same size. */
    boolean submitsArraysOnly() {
        return arrayJobs > 0;
    }

    /** A cluster of its own with a size from a heavy-tailed distribution, unless all have the same. */
    Submission submit(long now) {
        Submitter submitter = population.next(random);
        if (submitsArraysOnly()) {
            return submission(now, submitter, favourite(submitter), arrayJobs, false, null);
        }
        boolean local = random.chance(0.015);
        return submission(now, submitter, favourite(submitter), local ? 1 : size(), local, null);
    }

    /** The DAGMan job of a workflow. */
    Submission submitDagman(long now) {
        Submitter submitter = population.next(random);
        Submission plain = submission(now, submitter, favourite(submitter), 1, false, null);
        return new Submission(
                plain.cluster(),
                now,
                submitter,
                plain.application(),
                1,
                Submission.SCHEDULER,
                false,
                0,
                1,
                0,
                plain.medianRunSeconds(),
                null);
    }

    /** One job that a workflow's DAGMan submits. */
    Submission submitNode(long now, Submission dagman, DagNode node) {
        return submission(now, dagman.submitter(), dagman.application(), 1, false, node);
    }

    /** Four in five clusters are single jobs; every five-hundredth has thousands. */
    private int size() {
        double drawn = random.unit();
        if (drawn < 0.8) {
            return 1;
        }
        if (drawn < 0.92) {
            return random.logUniform(2, 20);
        }
        if (drawn < 0.98) {
            return random.logUniform(20, 200);
        }
        return drawn < 0.998 ? random.logUniform(200, 2_000) : random.logUniform(2_000, 10_000);
    }

    private Application favourite(Submitter submitter) {
        List<Application> applications = submitter.applications();
        return random.chance(0.7) ? applications.getFirst() : random.pick(applications);
    }

    private Submission submission(
            long now, Submitter submitter, Application application, int procs, boolean local, @Nullable DagNode node) {
        double typical = submitter.failureProne() ? 0.15 : 0.01;
        return new Submission(
                nextCluster++,
                now,
                submitter,
                application,
                procs,
                local ? Submission.LOCAL : Submission.VANILLA,
                !local && application.gpus() == 0 && random.chance(0.35),
                random.chance(0.05) ? 0.6 : typical,
                random.pick(FAILURE_CODES),
                random.chance(0.2) ? random.between(2, 5) : 0,
                Math.max(30, (int) (application.runSeconds() * random.logNormal(0.8))),
                node);
    }
}

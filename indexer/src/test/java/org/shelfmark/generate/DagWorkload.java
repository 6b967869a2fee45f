package org.shelfmark.generate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One workflow: layers of nodes, each a cluster of its own submitted when the layer before is done, and at last the
 * DAGMan job that submitted them.
 */
final class DagWorkload implements Workload {
    private final SubmitNode schedd;
    private final TemplateFactory templates;
    private final DeterministicRandom random;
    private final Submission dagman;
    private final String file;
    private final int nodes;
    private final Deque<Node> running = new ArrayDeque<>();
    private int submitted;
    private int layer;
    private String parents = "";
    private long due;

    private record Node(Submission submission, RunSampler sampler, long end) {}

    /** Submits the DAGMan job and the first layer. */
    DagWorkload(SubmitNode schedd, TemplateFactory templates, DeterministicRandom random, long now) {
        this.schedd = schedd;
        this.templates = templates;
        this.random = random;
        dagman = schedd.submitDagman(now);
        file = dagman.application().name() + "_flow" + dagman.cluster() % 7 + ".dag";
        nodes = random.logUniform(3, 50);
        submitLayer(now);
    }

    @Override
    public long due() {
        return due;
    }

    @Override
    public boolean advance(RecordSink sink) throws IOException {
        if (running.isEmpty()) {
            finish(sink);
            return false;
        }
        Node node = running.removeFirst();
        RecordTemplate template = templates.ordinary(node.submission());
        node.sampler().startBurst();
        sink.accept(node.submission(), template, node.sampler().draw(0, due));
        if (running.isEmpty() && submitted < nodes) {
            submitLayer(due);
        } else {
            due = running.isEmpty() ? due + 5 : running.getFirst().end();
        }
        return true;
    }

    private void submitLayer(long now) {
        int width = Math.min(nodes - submitted, random.between(1, 10));
        long[] ends = new long[width];
        List<Submission> submissions = new ArrayList<>();
        List<RunSampler> samplers = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            DagNode node = new DagNode(dagman.cluster(), file, nodeName(layer, i), parents);
            submissions.add(schedd.submitNode(now, dagman, node));
            samplers.add(new RunSampler(submissions.get(i), schedd.fleet(), random));
            ends[i] = now + 10 + random.below(300) + samplers.get(i).wall();
        }
        Arrays.sort(ends);
        for (int i = 0; i < width; i++) {
            running.add(new Node(submissions.get(i), samplers.get(i), ends[i]));
        }
        int done = layer++;
        parents = IntStream.range(0, width).mapToObj(i -> nodeName(done, i)).collect(Collectors.joining(","));
        submitted += width;
        due = running.getFirst().end();
    }

    private static String nodeName(int layer, int position) {
        return "L" + layer + "_n" + position;
    }

    private void finish(RecordSink sink) throws IOException {
        RecordTemplate template = templates.dagman(dagman, file, nodes, due);
        RunTimes times = RunTimes.once(dagman.queued() + 1, due, 0, 0);
        Usage usage = new Usage(1 + (due - dagman.queued()) / 5_000, 1, 0, 0, 1_020, 22_592);
        ExecuteHost nowhere = schedd.fleet().hosts().getFirst();
        sink.accept(
                dagman,
                template,
                new JobRun(0, times, usage, 11_500, new Ending.Exited(0), nowhere, 1, 1, 0, null, null));
    }
}

package org.shelfmark.node;

import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.search.aggregations.matrix.MatrixAggregationModulePlugin;
import org.opensearch.transport.Netty4ModulePlugin;

/** A node that only this machine can reach, with modules of OpenSearch's distribution that are published as libraries. */
final class LoopbackNode extends Node {
    private static final List<Class<? extends Plugin>> MODULES = List.of(
            Netty4ModulePlugin.class,
            ReindexModulePlugin.class,
            PainlessModulePlugin.class,
            CommonAnalysisModulePlugin.class,
            MatrixAggregationModulePlugin.class);

    private static final String JAVA_VERSION = "21";

    LoopbackNode(NodeArguments asked) {
        super(environment(asked), MODULES.stream().map(LoopbackNode::described).toList(), false);
    }

    private static Environment environment(NodeArguments asked) {
        Settings settings = Settings.builder()
                .put("cluster.name", asked.cluster())
                .put("node.name", asked.node())
                .put("path.home", asked.directory())
                .put("path.data", asked.directory().resolve("data"))
                .put("path.logs", asked.directory().resolve("logs"))
                .put("network.host", "127.0.0.1")
                .put("http.port", asked.httpPort())
                .put("transport.port", asked.transportPort())
                .putList("cluster.initial_cluster_manager_nodes", asked.founders())
                .putList("discovery.seed_hosts", asked.seeds())
                .put("discovery.find_peers_interval", "100ms")
                // tests are not about a disk that others have filled
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                // as many threads as on a small machine, whichever this is
                .put("node.processors", Math.min(2, Runtime.getRuntime().availableProcessors()))
                .build();
        return InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, asked::node);
    }

    private static PluginInfo described(Class<? extends Plugin> module) {
        String name = module.getName();
        return new PluginInfo(
                name, "on the class path", "", Version.CURRENT, JAVA_VERSION, name, null, List.of(), false);
    }
}

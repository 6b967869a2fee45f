package org.shelfmark.node;

import java.nio.file.Path;
import java.util.List;

/**
 * What the program is told, in this order.
 *
 * @param cluster name that the nodes of a cluster share
 * @param node name of this node
 * @param directory place of its documents and its log; made if it does not exist
 * @param httpPort port for requests; 0 for a free one
 * @param transportPort port for the other nodes; 0 for a free one
 * @param founders names of the nodes that elect the first cluster manager, separated by commas; {@code -} for a node that
 *     joins others
 * @param seeds {@code host:port} of other nodes, separated by commas; {@code -} for none
 */
record NodeArguments(
        String cluster,
        String node,
        Path directory,
        int httpPort,
        int transportPort,
        List<String> founders,
        List<String> seeds) {
    private static final int COUNT = 7;

    static NodeArguments parse(String[] arguments) {
        if (arguments.length != COUNT) {
            throw new IllegalArgumentException(
                    "expected CLUSTER NODE DIRECTORY HTTP_PORT TRANSPORT_PORT FOUNDERS SEEDS, found " + arguments.length
                            + " arguments");
        }
        return new NodeArguments(
                arguments[0],
                arguments[1],
                Path.of(arguments[2]).toAbsolutePath(),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                list(arguments[5]),
                list(arguments[6]));
    }

    private static List<String> list(String argument) {
        return argument.equals("-") ? List.of() : List.of(argument.split(",", -1));
    }
}

package org.shelfmark.generate;

/**
 * A node's place in its workflow.
 *
 * @param dagman cluster of the DAGMan job
 * @param file DAG file
 * @param name node name
 * @param parents names of the nodes before it, separated by commas
 */
record DagNode(long dagman, String file, String name, String parents) {}

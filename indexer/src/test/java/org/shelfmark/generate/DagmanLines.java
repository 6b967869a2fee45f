package org.shelfmark.generate;

/** Attributes of a DAGMan job itself, as it leaves the queue after a workflow without failed nodes. */
final class DagmanLines {
    private DagmanLines() {}

    /**
     * @param file DAG file
     * @param nodes number of nodes
     * @param end when the workflow was done, seconds since the epoch
     */
    static void addTo(TemplateBuilder lines, Submission dagman, String file, int nodes, long end) {
        String command = "/usr/bin/condor_dagman";
        lines.text("Cmd", command).text("JobBatchName", file + "+" + dagman.cluster());
        lines.text("JobBatchId", dagman.cluster() + ".0");
        lines.text(
                "Arguments",
                "-p 0 -f -l . -Lockfile " + file + ".lock -AutoRescue 1 -DoRescueFrom 0 -Dag " + file
                        + " -MaxIdle 1000 -Suppress_notification -CsdVersion $CondorVersion:' '25.14.0' '2026-11-22'"
                        + " '$ -dagman "
                        + command);
        lines.expression("Requirements", "true").text("KillSig", "SIGTERM");
        lines.text("OtherJobRemoveRequirements", "DAGManJobId =?= " + dagman.cluster())
                .truth("IsDaemonCore", true);
        lines.text("ShouldTransferFiles", "IF_NEEDED").text("WhenToTransferOutput", "ON_EXIT");
        lines.text("DAG_Address", "<10.128.0.2:43671?addrs=10.128.0.2-43671&alias=ap&noUDP&sock=dagman>");
        for (String name : new String[] {
            "DAG_Status",
            "DAG_JobsHeld",
            "DAG_JobsIdle",
            "DAG_InRecovery",
            "DAG_NodesReady",
            "DAG_JobsRunning",
            "DAG_NodesFailed",
            "DAG_NodesFutile",
            "DAG_NodesPrerun",
            "DAG_NodesQueued",
            "DAG_NodesHoldrun",
            "DAG_NodesPostrun",
            "DAG_NodesUnready",
            "DAGMan_MaxJobs"
        }) {
            lines.number(name, 0);
        }
        for (String name : new String[] {"DAG_NodesDone", "DAG_NodesTotal", "DAG_JobsCompleted", "DAG_JobsSubmitted"}) {
            lines.number(name, nodes);
        }
        lines.number("DAG_AdUpdateTime", end).number("DAGMan_MaxIdle", 1000).number("DAGMan_MaxPreScripts", 20);
        lines.number("DAGMan_MaxHoldScripts", 20).number("DAGMan_MaxPostScripts", 20);
        lines.number("DAGMan_MaxSubmitsPerInterval", 100);
        lines.expression(
                "DAG_Stats",
                "[ EventCycleTimeAvg = 0.001057395015854433; EventCycleTimeMax = 0.0930299758911128;"
                        + " EventCycleTimeMin = 8.106231689453125E-06; EventCycleTimeSum = " + nodes + ".25;"
                        + " SleepCycleTimeAvg = 5.0019560635808; SleepCycleTimeMax = 5.013; SleepCycleTimeMin = 5.0002;"
                        + " LogProcessCycleTimeAvg = 3.116985329254529E-05; SubmitCycleTimeAvg = 0.0004112 ]");
    }
}

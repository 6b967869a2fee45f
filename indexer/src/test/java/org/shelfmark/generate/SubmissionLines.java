package org.shelfmark.generate;

/** Attributes set at submission: identity, files, requests and policy. Nearly all are the same for a whole cluster. */
final class SubmissionLines {
    private static final String VERSION = "$CondorVersion: 25.14.0 2026-11-22 BuildID: 912345 PackageID: 25.14.0-1 $";
    private static final String PLATFORM = "$CondorPlatform: X86_64-AlmaLinux_9 $";

    private final Submission submission;
    private final String schedd;
    private final DeterministicRandom random;
    private final TemplateBuilder lines;
    private final Application application;
    private final String owner;
    private final String directory;

    private SubmissionLines(Submission submission, String schedd, DeterministicRandom random, TemplateBuilder lines) {
        this.submission = submission;
        this.schedd = schedd;
        this.random = random;
        this.lines = lines;
        application = submission.application();
        owner = submission.submitter().owner();
        directory = "/home/" + owner + "/runs/" + application.name() + "_" + submission.medianRunSeconds() % 40;
    }

    static void addTo(TemplateBuilder lines, Submission submission, String schedd, DeterministicRandom random) {
        SubmissionLines adding = new SubmissionLines(submission, schedd, random, lines);
        adding.identity();
        adding.accounting();
        adding.versions();
        adding.batch();
        adding.standardFiles();
        adding.environment();
        adding.zeros();
        adding.resources();
        adding.policy();
        if (submission.universe() != Submission.SCHEDULER) {
            adding.program();
            adding.transferLists();
        }
        if (submission.matched()) {
            adding.match();
        }
    }

    private void identity() {
        lines.number("ClusterId", submission.cluster());
        lines.perJob("ProcId", (run, out) -> out.append(run.proc()));
        byte[] start = LineBuffer.bytesOf('"' + schedd + '#' + submission.cluster() + '.');
        lines.perJob(
                "GlobalJobId",
                (run, out) -> out.append(start)
                        .append(run.proc())
                        .append('#')
                        .append(submission.queued())
                        .append('"'));
        lines.text("Owner", owner).text("OsUser", owner).text("User", owner + "@" + domain());
        lines.text("MyType", "Job").text("TargetType", "Machine");
        lines.number("QDate", submission.queued()).number("JobUniverse", submission.universe());
        lines.number("TotalSubmitProcs", submission.procs()).number("JobPrio", random.chance(0.1) ? 10 : 0);
        lines.text("FileSystemDomain", domain());
    }

    private String domain() {
        return schedd.substring(schedd.indexOf('.') + 1);
    }

    private void accounting() {
        Submitter submitter = submission.submitter();
        lines.text("ProjectName", submitter.project());
        if (!submitter.accountingGroup().isEmpty()) {
            lines.text("AcctGroup", submitter.accountingGroup()).text("AcctGroupUser", owner);
            lines.text("AccountingGroup", submitter.accountingGroup() + "." + owner);
            lines.text("SubmitterGroup", submitter.accountingGroup());
        }
    }

    private void versions() {
        lines.text("CondorVersion", VERSION).text("SubmitVersion", VERSION);
        lines.text("CondorPlatform", PLATFORM);
    }

    private void batch() {
        DagNode node = submission.dagNode();
        if (node != null) {
            lines.text("DAGNodeName", node.name()).text("DAGParentNodeNames", node.parents());
            lines.number("DAGManJobId", node.dagman()).text("JobBatchId", node.dagman() + ".0");
            lines.text("JobBatchName", node.file() + "+" + node.dagman());
            lines.text("DAGManNodesLog", directory + "/./" + node.file() + ".nodes.log");
            lines.text("DAGManNodesMask", "0,1,2,4,5,7,8,9,10,11,12,13,16,17,24,27,35,36");
            lines.text("SubmitEventNotes", "DAG Node: " + node.name()).number("JobSubmitMethod", 1);
        } else {
            if (!application.batchName().isEmpty() && submission.universe() != Submission.SCHEDULER) {
                long number = submission.medianRunSeconds() % 20;
                lines.text("JobBatchName", application.batchName().replace("{seed}", Long.toString(number)));
            }
            lines.number("JobSubmitMethod", random.chance(0.1) ? 2 : 0);
        }
    }

    private void standardFiles() {
        lines.text("In", "/dev/null").text("Iwd", directory);
        lines.text("UserLog", directory + "/" + application.name() + ".log");
        if (random.chance(0.05)) {
            lines.text("Out", "/dev/null").text("Err", "/dev/null");
        } else {
            String stem = "logs/" + application.name() + "." + submission.cluster() + ".{proc}";
            lines.perProc("Out", new ProcText(stem + ".out", submission.cluster()));
            if (random.chance(0.45)) {
                lines.perProc("Err", new ProcText(stem + ".err", submission.cluster()));
            } else {
                lines.text("Err", "logs/" + application.name() + ".err");
            }
        }
        lines.truth("StreamErr", false).truth("StreamOut", false);
        lines.truth("TransferIn", false);
        lines.text("JobSubmitFile", application.name() + ".sub");
    }

    private void environment() {
        String text = submission.submitter().environment();
        if (random.chance(0.1)) {
            lines.perProc("Environment", new ProcText(text + " JOB_SEED={seed}", submission.cluster()));
        } else {
            lines.text("Environment", text);
        }
    }

    private void zeros() {
        for (String name : new String[] {
            "NumCkpts",
            "NumCkpts_RAW",
            "ExitStatus",
            "NumRestarts",
            "BlockReads",
            "BlockWrites",
            "CurrentHosts",
            "BlockReadKbytes",
            "BlockWriteKbytes",
            "JobNotification",
            "TotalSuspensions",
            "LastSuspensionTime",
            "CommittedSuspensionTime",
            "CumulativeSuspensionTime"
        }) {
            lines.number(name, 0);
        }
        lines.number("MaxHosts", 1).number("MinHosts", 1).number("OrigMaxHosts", 1);
    }

    private void resources() {
        lines.number("RequestCpus", application.cpus());
        if (application.gpus() > 0) {
            lines.number("RequestGPUs", application.gpus()).number("GPUsProvisioned", application.gpus());
            lines.expression("RequireGPUs", "(Capability >= 7.5) && (GlobalMemoryMb >= 16000)");
        }
        int memory = Math.ceilDiv(application.memoryMegabytes() * 5 / 4, 256) * 256;
        lines.expression(
                "RequestMemory",
                switch (random.below(6)) {
                    case 0 -> "ifThenElse(MemoryUsage =!= undefined,MemoryUsage,(ImageSize + 1023) / 1024)";
                    case 1 -> memory + " * (NumJobStarts + 1)";
                    default -> Integer.toString(memory);
                });
        lines.expression(
                "RequestDisk",
                switch (random.below(4)) {
                    case 0 -> "MAX({ 1024,(TransferInputSizeMB + 1) * 1.25 }) * 1024";
                    case 1 -> "DiskUsage";
                    default -> Long.toString((application.transferMegabytes() + 512L) * 2048);
                });
        lines.expression("MemoryUsage", "((ResidentSetSize + 1023) / 1024)");
        lines.number("ExecutableSize", 45).number("ExecutableSize_RAW", 43);
        lines.number("TransferInputSizeMB", application.transferMegabytes());
        if (submission.matched()) {
            lines.number("CpusProvisioned", application.cpus()).number("MemoryProvisioned", memory);
            lines.number("DiskProvisioned", (application.transferMegabytes() + 700L) * 2048);
            lines.number("ScratchDirFileCount", 11 + application.transferMegabytes() % 7);
        }
    }

    private void policy() {
        lines.expression("Rank", random.chance(0.1) ? "mips" : "0.0");
        lines.expression(
                "LeaveJobInQueue",
                random.chance(0.1)
                        ? "JobStatus == 4 && (CompletionDate =?= undefined || CompletionDate == 0 || ((time() -"
                                + " CompletionDate) < 864000))"
                        : "false");
        boolean guarded = random.chance(0.4);
        lines.expression("OnExitHold", guarded ? "ExitCode == 42" : "false");
        lines.expression(
                "PeriodicHold", guarded ? "(JobStatus == 2) && (time() - EnteredCurrentStatus > 259200)" : "false");
        lines.expression(
                "PeriodicRemove", guarded ? "NumJobStarts > 8 || (JobStatus == 5 && HoldReasonCode == 1)" : "false");
        lines.expression(
                "PeriodicRelease",
                guarded
                        ? "(HoldReasonCode == 34) && (NumJobStarts < 3) && (time() - EnteredCurrentStatus > 600)"
                        : "false");
        if (submission.maxRetries() > 0) {
            lines.number("JobMaxRetries", submission.maxRetries());
            lines.expression("OnExitRemove", "NumJobCompletions > JobMaxRetries || ExitCode =?= 0");
        } else {
            lines.truth("OnExitRemove", true);
        }
        lines.number("JobLeaseDuration", 2400).number("MaxJobRetirementTime", 0);
        if (random.chance(0.15)) {
            lines.text("ConcurrencyLimits", "license_" + application.name() + ":2,db");
        }
    }

    private void program() {
        lines.text(
                "Cmd",
                application.executable().startsWith("/")
                        ? application.executable()
                        : directory + "/" + application.executable());
        ProcText arguments = new ProcText(application.arguments(), submission.cluster());
        lines.perProc(random.chance(0.75) ? "Args" : "Arguments", arguments);
        if (submission.universe() == Submission.LOCAL) {
            lines.text("KillSig", "SIGTERM");
            lines.expression("Requirements", "true");
        }
    }

    private void transferLists() {
        StringBuilder inputs = new StringBuilder("conf/" + application.name() + "_v7.json");
        for (int i = random.between(2, 8); i > 0; i--) {
            inputs.append(",osdf:///ospool/")
                    .append(domain())
                    .append("/data/")
                    .append(owner)
                    .append("/shared/")
                    .append(application.name())
                    .append("_table_")
                    .append(random.below(400))
                    .append(".tar.zst");
        }
        boolean differs = random.chance(0.12);
        lines.perProc(
                "TransferInput",
                new ProcText(inputs + (differs ? ",reads/part_{proc}.fq.gz" : ""), submission.cluster()));
        lines.text("TransferOutput", "result.dat,summary.json");
        if (random.chance(0.15)) {
            lines.perProc(
                    "TransferOutputRemaps",
                    new ProcText(
                            "result.dat=out/result.{proc}.dat;summary.json=out/s.{proc}.json", submission.cluster()));
        }
        lines.text("ShouldTransferFiles", "YES").text("WhenToTransferOutput", "ON_EXIT");
        lines.truth("TransferExecutable", true).text("SpooledOutputFiles", "result.dat,summary.json");
        lines.expression("TransferInputFileCounts", "[ CEDAR = 2; OSDF = " + random.between(2, 8) + " ]");
    }

    private void match() {
        lines.expression("Requirements", requirements());
        lines.number("MachineAttrCpus0", application.cpus()).number("MachineAttrSlotWeight0", application.cpus());
        lines.number("FirstJobMatchDate", submission.queued() + 1).number("AutoClusterId", submission.cluster() % 977);
        lines.expression("JobCurrentReconnectAttempt", "undefined").truth("TerminationPending", true);
        lines.truth("ExecuteDirWasEncrypted", false);
        if (!submission.glidein() && random.chance(0.5)) {
            lines.text("LastRejMatchReason", "no match found ").text("LastRejMatchNegotiator", "cm." + domain());
            lines.number("LastRejMatchTime", submission.queued() + 1);
        }
        lines.text(
                "AutoClusterAttrs",
                "_condor_RequestCpus,_condor_RequestDisk,_condor_RequestGPUs,_condor_RequestMemory,"
                        + "ConcurrencyLimits,FlockTo,NiceUser,Rank,Requirements,DESIRED_Sites,MaxJobRetirementTime,"
                        + "ProjectName,RequestCpus,RequestDisk,RequestGPUs,RequestMemory,WantContainer,WantDocker,"
                        + "RequireGPUs,TransferInputSizeMB,IsCHTCSubmit,StagingPath,ConcurrencyLimitsAmount,JobUniverse,"
                        + "HasFileTransferPluginMethods,WantParallelScheduling,CheckpointPlatform,LastCheckpointPlatform");
        if (application.container()) {
            lines.truth("WantContainer", true).text("ContainerImage", application.image());
            if (application.docker()) {
                lines.text("DockerImage", application.image().substring("docker://".length()));
            } else {
                lines.text("SingularityImage", application.image());
            }
        }
        if (submission.glidein()) {
            lines.text("DESIRED_Sites", "Lakeside-T2,PrairieState,HarborTech,MesaVerde-HPC");
            lines.text(
                    "JOBGLIDEIN_ResourceName",
                    "$$([IfThenElse(IsUndefined(TARGET.GLIDEIN_ResourceName), "
                            + "IfThenElse(IsUndefined(TARGET.GLIDEIN_Site), \"Local Job\", TARGET.GLIDEIN_Site), "
                            + "TARGET.GLIDEIN_ResourceName)])");
            lines.text(
                    "x509userproxysubject", "/DC=org/DC=cilogon/C=US/O=Example/CN=" + owner + " A" + owner.hashCode());
        }
    }

    private String requirements() {
        StringBuilder text = new StringBuilder("(TARGET.Arch == \"X86_64\") && (TARGET.OpSys == \"LINUX\")");
        text.append(" && (TARGET.Disk >= RequestDisk) && (TARGET.Memory >= RequestMemory)");
        text.append(" && (TARGET.Cpus >= RequestCpus) && (TARGET.HasFileTransfer)");
        if (application.gpus() > 0) {
            text.append(" && (countMatches(MY.RequireGPUs,TARGET.AvailableGPUs) >= RequestGPUs)");
        }
        if (application.container()) {
            text.append(
                    " && (TARGET.HasContainer) && (stringListMember(\"osdf\",TARGET.HasFileTransferPluginMethods))");
        }
        if (submission.glidein()) {
            text.append(" && ((TARGET.IsOsgVoContainer =?= true) || (TARGET.GLIDEIN_Site =!= undefined))");
            text.append(
                    " && (stringListMember(TARGET.GLIDEIN_Site,MY.DESIRED_Sites) || (MY.DESIRED_Sites =?= undefined))");
            text.append(" && (TARGET.GLIDEIN_ToRetire =?= undefined || TARGET.GLIDEIN_ToRetire > time() + 7200)");
        }
        if (random.chance(0.5)) {
            text.append(" && (TARGET.OpSysMajorVer >= ")
                    .append(random.between(7, 9))
                    .append(')');
            text.append(
                    " && (regexp(\"^(e|gpu|cn)[0-9]+\\..*\",TARGET.Machine)) && (TARGET.Machine =!= LastRemoteHost)");
        }
        return text.toString();
    }
}

package org.shelfmark.generate;

/** What sites and people invent: {@code +Attributes} of every kind of value, each in some of the clusters only. */
final class CustomLines {
    private CustomLines() {}

    static void addTo(TemplateBuilder lines, Submission submission, DeterministicRandom random) {
        site(lines, submission);
        application(lines, submission, random);
        if (submission.dagNode() == null) {
            whims(lines, submission, random);
        }
    }

    private static void site(TemplateBuilder lines, Submission submission) {
        lines.truth("IsCHTCSubmit", true).text("OriginSchedd", "A\\P \"north\"");
        lines.expression("SiteLabels", "{ \"prod\",\"tier 2\",\"" + submission.universe() + "\" }");
        lines.text("StagingPath", "/staging/groups/" + submission.submitter().project());
        lines.expression("job_ad_information_attrs", "MATCH_GLIDEIN_Gatekeeper");
        if (!submission.matched()) {
            portal(lines, submission);
        }
    }

    /** Jobs that run on the access point come from its portal, which says more about itself. */
    private static void portal(TemplateBuilder lines, Submission submission) {
        lines.text("PortalName", "ap")
                .number("PortalVersion", 12)
                .text("PortalSession", "")
                .truth("PortalTrusted", true);
        lines.text("PortalTheme", "dark")
                .number("PortalQuotaTB", submission.submitter().project().length());
        lines.text("PortalTier", submission.submitter().accountingGroup().isEmpty() ? "open" : "paid");
        lines.expression("PortalShortJobs", "RequestCpus <= 2 && RequestMemory < 4096")
                .number("PortalRetries", 0);
        lines.text("PortalContact", submission.submitter().owner() + "@" + "mail.example")
                .text("PortalLocale", "en_US");
        lines.text(
                "PortalRules",
                "Jobs of the portal run on the access point itself, one core each, for no longer than twenty minutes;"
                        + " what needs more goes to the pool. Results are kept for thirty days under the owner's"
                        + " staging path and are then moved to tape, from where support brings them back on request."
                        + " Portal jobs may not submit further jobs and may not hold locks on shared file systems."
                        + " Whoever shares a job's page shares its arguments, its environment and its logs as well.");
        lines.text(
                "PortalReferrer",
                "https://portal.example/queue?view=all&user="
                        + submission.submitter().owner());
    }

    private static void application(TemplateBuilder lines, Submission submission, DeterministicRandom random) {
        switch (submission.application().name()) {
            case "simulate" ->
                lines.text("SimCampaign", "2026A").number("SimEvents", 20_000).truth("SimPileup", true);
            case "align" ->
                lines.text("SampleSheet", "C:\\lab\\sheets\\batch.csv").expression("Lanes", "{ 1,2,4 }");
            case "train" ->
                lines.expression("HyperParameters", "[ depth = 12; lr = 0.0015; tags = { \"a b\",\"ü\" } ]");
            case "reco" -> {
                lines.text("CMS_Type", "reco")
                        .text("CMS_ALLOW_OVERFLOW", "True")
                        .text("DESIRED_OpSysMajorVers", "9");
                lines.text("CRAB_Workflow", "250910_" + submission.submitter().owner() + "_reco");
                lines.expression("CRAB_UserGroup", "undefined");
            }
            case "notebook" -> lines.text("NotebookTitle", "Niveles de los lagos – análisis nº 3");
            case "lattice" -> lines.expression("Beta", "5.85").expression("Volume", "{ 32,32,32,64 }");
            case "seismic" -> lines.text("EventRegion", "Kuril–Kamchatka").expression("Magnitude", "6.4");
            default -> lines.text("AppProfile", submission.application().name() + "/default");
        }
        if (random.chance(0.1)) {
            lines.perProc("InputDataset", new ProcText("/store/user/{hex}/part-{proc}", submission.cluster()));
        }
    }

    /** At most two of them. */
    private static void whims(TemplateBuilder lines, Submission submission, DeterministicRandom random) {
        int first = random.below(20);
        int second = random.below(20);
        whim(first, lines, submission);
        if (second != first) {
            whim(second, lines, submission);
        }
    }

    private static void whim(int number, TemplateBuilder lines, Submission submission) {
        String project = submission.submitter().project();
        switch (number) {
            case 0 ->
                lines.text("Label", "run \"" + submission.cluster() % 50 + "\" of \\\\nas\\share")
                        .truth("IsTest", false);
            case 1 -> lines.text("JobDescription", project + ": a, b; c = d && e || f");
            case 2 -> {
                lines.text("pegasus_wf_uuid", "5b1c" + Long.toHexString(submission.cluster()) + "-77aa");
                lines.text("pegasus_wf_name", "wf-" + submission.application().name());
            }
            case 3 -> lines.expression("MyThreshold", "1.5E-05").expression("MyBudget", "9007199254740993");
            case 4 -> lines.expression("MyPlan", "[ steps = { [ n = 1; cmd = \"x;y\" ],[ n = 2 ] }; owner = \"me\" ]");
            case 5 -> lines.text("Note", "Прогон № 7 — 你好, naïve café 😀");
            case 6 -> lines.expression("Deadline", "absTime(\"2026-11-22T03:00:00-00:00\")");
            case 7 -> lines.expression("Grace", "relTime(\"1+02:03:04\")").expression("EmptyList", "{  }");
            case 8 -> lines.expression("MyScore", "RequestMemory * 2 + (JobPrio ?: 0)");
            case 9 -> lines.text("Empty", "").expression("Broken", "error").expression("_private_rank", "-42");
            default -> {}
        }
    }
}

package org.shelfmark.generate;

import java.util.List;

/**
 * A person who submits, with habits.
 *
 * @param owner login name
 * @param ownerBytes the same as in a banner
 * @param project value of {@code ProjectName}
 * @param accountingGroup group part of {@code AccountingGroup}, empty for people without one
 * @param environment text all their jobs share, in the syntax of {@code Environment} before quoting
 * @param applications what they run, favourite first
 * @param failureProne whether their jobs fail noticeably more often
 */
record Submitter(
        String owner,
        byte[] ownerBytes,
        String project,
        String accountingGroup,
        String environment,
        List<Application> applications,
        boolean failureProne) {
    Submitter {
        applications = List.copyOf(applications);
    }
}

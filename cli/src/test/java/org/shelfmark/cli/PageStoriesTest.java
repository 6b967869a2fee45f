package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The questions for which the page is there, from the first click to the answer. */
final class PageStoriesTest extends BrowserCase {
    /** A researcher: how many of my jobs exited 0, and what did they use against what I requested? */
    @Test
    void researcher_countsTheirJobs_andSeesWhatTheyUsed() {
        open("/");
        browser().awaitText(".found", "266 jobs");
        browser().click("#query");
        browser().keys("owner:al");
        browser().awaitText("#query-offers li", "alice");
        browser().keys(Keys.ARROW_DOWN, Keys.ENTER);
        browser().awaitText("#query", "owner:alice");
        browser().keys(Keys.ENTER);
        browser().awaitText(".found", "68 jobs");

        browser().click("[aria-label=exit] .value", "0");
        browser().awaitText(".found", "33 jobs");
        browser().awaitUrl("owner%3Aalice+exit%3A0");

        browser().click("a.button", "As submissions");
        browser().element("table a[href*='/submission?']");
        browser().click("table a[href*='/submission?']");
        browser().awaitText("main", "Requested against used");
        browser().awaitText("main", "Asked for");
    }

    /** A facilitator: why did bob's jobs fail, and what have the failures in common? */
    @Test
    void facilitator_findsWhatFailuresHaveInCommon_andOneOfThem() {
        open("/");
        browser().fill("#query", "owner:bob is:failed");
        browser().keys(Keys.ENTER);
        browser().awaitText(".found", "31 jobs");

        browser().click("a.button", "have in common");
        browser().awaitUrl("/compare?q=owner%3Abob+is%3Afailed");
        browser().awaitText("table", "exit");
        browser().click("table tbody a");
        browser().awaitText("#query", "owner:bob is:failed ");
        browser().element(".job-table tbody th a");
        browser().click(".job-table tbody th a");
        browser().awaitText("h1", "Job ap1.pool.test#");
        browser().awaitText(".badge", "failed");
        browser().awaitText("main", "How it ended");
    }

    /** An administrator: which jobs ran on this machine between then and then, and how healthy is the archive? */
    @Test
    void administrator_findsWhatRanOnAMachine_andLooksAtTheArchive() {
        open("/");
        browser().click("[aria-label=host] .value", "ap1.pool.test");
        browser().awaitText("#query", "host:ap1.pool.test");
        String ofTheMachine = browser().text(".found");
        browser().click(".menu summary", "Ended");
        browser().fill(".typed-range label:nth-of-type(1) input", "2026-11-22T03:45");
        browser().fill(".typed-range label:nth-of-type(2) input", "2026-11-22T03:48");
        browser().keys(Keys.ENTER);
        browser().awaitText("#query", "host:ap1.pool.test ended:2026-11-22T03:45..2026-11-22T03:48");
        browser().until("fewer jobs", page -> !browser().text(".found").equals(ofTheMachine));
        browser().click(".job-table tbody th a");
        browser().awaitText("main", "Where its record is");
        browser().awaitText("main", "history");

        browser().click(".top nav a", "Health");
        browser().awaitText("main", "ap1.pool.test");
        assertThat(browser().count("main table tbody tr")).isPositive();
    }
}

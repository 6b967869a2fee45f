package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A server that goes away while somebody looks at its page, and comes back. */
final class PageWithoutServerTest extends BrowserCase {
    @Test
    void whatIsShown_stays_andThePageGoesOnWhenTheServerIsBack() {
        open("/?q=owner:alice");
        browser().awaitText(".found", "68 jobs");
        browser().element(".job-table tbody th a");

        expectComplaint("net::ERR_");
        server().goAway();
        browser().fill("#query", "owner:bob");
        browser().keys(Keys.ENTER);
        browser().awaitText(".banner", "The server does not answer");
        assertThat(browser().text(".job-table tbody")).contains("alice");

        server().comeBack();
        browser().awaitNone(".banner");
        browser().awaitText(".found", "52 jobs");
        browser().awaitText(".job-table tbody", "bob");
    }
}

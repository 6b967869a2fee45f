package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Searching on the page: narrowing, widening, mistakes, ranges, columns, keys. */
final class PageSearchTest extends BrowserCase {
    @Test
    void chosenValues_narrow_andBackWidens() {
        open("/");
        browser().click("[aria-label=owner] .value", "bob");
        browser().awaitText(".found", "52 jobs");
        browser().click("[aria-label=owner] .value", "alice");
        browser().awaitText(".found", "120 jobs");
        browser().awaitUrl("owner%3Abob%2Calice");
        browser().hover("[aria-label=exit] li");
        browser().click("[aria-label=exit] li .exclude");
        browser().awaitText("#query", "owner:bob,alice -exit:0");
        browser().click("[aria-label='Remove owner:bob,alice']");
        browser().awaitText("#query", "-exit:0");
        browser().awaitText(".found", "119 jobs");

        browser().back();
        browser().awaitText("#query", "owner:bob,alice -exit:0");
        browser().back();
        browser().back();
        browser().awaitText("#query", "owner:bob");
        browser().awaitText(".found", "52 jobs");
        browser().reload();
        browser().awaitText(".found", "52 jobs");
        browser().awaitText(".job-table tbody", "bob");
    }

    @Test
    void mistake_isUnderlined_andCorrectedByItsSuggestion() {
        expectComplaint("status of 400");
        open("/?q=exit:0+ownr:alice");
        browser().awaitText("#query-problem", "unknown name 'ownr'");
        assertThat(browser().script("return document.querySelector('.query-mark mark').textContent"))
                .isEqualTo("ownr");
        assertThat(browser().attribute("#query", "aria-invalid")).isEqualTo("true");

        browser().click("#query-problem button", "owner");

        browser().awaitText("#query", "exit:0 owner:alice");
        browser().awaitText(".found", "33 jobs");
        assertThat(browser().count("#query-problem")).isZero();
        browser().back();
        browser().awaitText("#query-problem", "unknown name 'ownr'");
    }

    @Test
    void rangeDrawnOutOfTheChart_becomesACondition() {
        open("/?q=is:failed");
        browser().awaitText(".found", "102 jobs");
        browser().drag(".time-chart .u-over", 0.3, 0.6);

        browser().awaitText("#query", "is:failed ended:2026-11-22T03:");
        browser().until("fewer jobs", page -> !browser().text(".found").startsWith("102 "));
        String query = browser().text("#query");
        int jobs = Integer.parseInt(browser().text(".found").replaceFirst(" .*", ""));
        assertThat(jobs).isBetween(1, 101);
        // what the page counted is what anybody else is told about the range
        assertThat(CommandRun.of("count", query, "--server", server().url()).out())
                .isEqualTo(jobs + "\n");
    }

    @Test
    void rangeOfANumber_becomesTwoConditions() {
        open("/?facets=runtime");
        browser().drag("[aria-label=runtime] .u-over", 0.02, 0.3);

        browser().awaitText("#query", "runtime:>=0 runtime:<");
    }

    @Test
    void typedName_isCompleted_byTheArrowKeys_andEscapeCloses() {
        open("/");
        browser().click("#query");
        browser().keys("exi");
        browser().awaitText("#query-offers", "exit:");
        assertThat(browser().attribute("#query", "aria-expanded")).isEqualTo("true");
        browser().keys(Keys.ARROW_DOWN);
        browser().until("the first one", page -> browser().count("#query-offers [aria-selected=true]") == 1);
        browser().keys(Keys.ENTER);
        browser().awaitText("#query", "exit:");
        browser().awaitText("#query-offers", "125");
        browser().keys(Keys.ESCAPE);
        browser()
                .until(
                        "no suggestions",
                        page -> !page.findElement(org.openqa.selenium.By.cssSelector("#query-offers"))
                                .isDisplayed());
        assertThat(browser().url()).doesNotContain("q=");
    }

    @Test
    void columns_areChosen_ordered_andSorted_inTheAddress() {
        open("/?cols=owner,exit");
        browser().awaitText(".job-table thead", "owner");
        browser().click(".jobs .menu summary", "Columns");
        browser().fill("#new-column", "MyInt");
        browser().keys(Keys.ENTER);
        browser().awaitText(".job-table thead", "MyInt");
        browser().click("[aria-label='Move MyInt to the left']");
        browser().awaitUrl("cols=owner%2CMyInt%2Cexit");
        browser().keys(Keys.ESCAPE);

        browser().click(".job-table .sort", "exit");
        browser().awaitUrl("sort=-exit");
        browser().awaitText(".job-table tbody tr td:last-child", "137");
        browser().click(".job-table .sort", "exit");
        browser().awaitUrl("sort=exit");
        browser().awaitText(".job-table tbody tr td:last-child", "0");
        assertThat(browser().attribute(".job-table th:last-child", "aria-sort")).isEqualTo("ascending");
        assertThat(browser().texts(".job-table thead th").stream()
                        .map(text -> text.replaceAll("\\W", ""))
                        .toList())
                .isEqualTo(List.of("job", "owner", "MyInt", "exit"));
    }

    @Test
    void keys_moveOpenAndComeBack() {
        open("/?q=owner:carol");
        browser().awaitText(".found", "52 jobs");
        browser().element(".job-table tbody th a");
        browser().keys("jjk");
        browser().until("the first row", page -> browser().count("tr.active") == 1);
        String chosen = browser().text("tr.active th");
        browser().keys(Keys.ENTER);
        browser().awaitText("h1", chosen);
        browser().keys(Keys.ESCAPE);
        browser().awaitText("tr.active th", chosen);
        browser().keys("/");
        browser().until("the query", page -> "query".equals(browser().script("return document.activeElement.id")));
        browser().keys(Keys.ESCAPE, "?");
        browser().awaitText("dialog", "Keys");
        browser().keys(Keys.ESCAPE);
        browser().awaitNone("dialog");
    }

    @Test
    void constraint_narrowsAsWell_andItsMistakeIsSaidBesideIt() {
        expectComplaint("status of 400");
        open("/?q=owner:alice");
        browser().click("button", "add a ClassAd constraint");
        browser().fill("#constraint", "ExitCode == 0");
        browser().keys(Keys.ENTER);
        browser().awaitText(".found", "33 jobs");
        browser().fill("#constraint", "ExitCode ==");
        browser().keys(Keys.ENTER);
        browser().awaitText("#constraint-problem", "is no ClassAd expression");
        assertThat(browser().count("#query-problem")).isZero();
    }

    @Test
    void olderAnswer_neverReplacesANewerOne() {
        open("/");
        browser().awaitText(".found", "266 jobs");
        // the next count is held back until the one after it was answered
        browser().script("""
                const real = window.fetch;
                window.released = [];
                let held = false;
                window.fetch = (address, options) => {
                  if (!held && String(address).includes('/count?') && String(address).includes('bob')) {
                    held = true;
                    const aside = {...options, signal: undefined};
                    return new Promise((resolve, reject) => window.released.push(() => real(address, aside).then(resolve, reject)));
                  }
                  return real(address, options);
                };""");
        browser().fill("#query", "owner:bob");
        browser().keys(Keys.ENTER);
        browser().fill("#query", "owner:carol exit:0");
        browser().keys(Keys.ENTER);
        browser().awaitUrl("carol");
        browser().until("the newer answer", page -> !browser().text(".found").startsWith("266"));
        String newer = browser().text(".found");
        browser()
                .asynchronousScript(
                        "window.released.forEach(go => go()); setTimeout(() => requestAnimationFrame(arguments[0]), 300)");

        assertThat(browser().text(".found")).isEqualTo(newer).doesNotStartWith("52 ");
    }

    @Test
    void schemeThatWasChosen_isKept() {
        open("/");
        browser().element(".mark");
        assertThat(browser().script("return document.documentElement.dataset.theme"))
                .isEqualTo("light");
        browser().click("[aria-label='Change to dark colours']");
        assertThat(browser().script("return document.documentElement.dataset.theme"))
                .isEqualTo("dark");
        browser().reload();
        browser().element(".mark");
        assertThat(browser().script("return document.documentElement.dataset.theme"))
                .isEqualTo("dark");
    }

    @Test
    void columnOfTwoNames_isShownOnce_andEveryValueStandsInItsColumn() {
        open("/?q=id:463.0&cols=exit,id,ExitCode,owner,status");
        browser()
                .until(
                        "the columns",
                        page -> browser().texts(".job-table thead th").stream()
                                .map(text -> text.replaceAll("\\W", ""))
                                .toList()
                                .equals(List.of("job", "exit", "owner", "status")));
        browser().awaitText(".job-table tbody td:last-child", "completed");
        assertThat(browser().texts(".job-table tbody tr:first-child td").subList(0, 2))
                .isEqualTo(List.of("0", "alice"));
    }
}

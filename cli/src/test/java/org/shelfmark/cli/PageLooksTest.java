package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view on a desk and on a telephone, light and dark: nothing is cut off, and everybody can use it. */
final class PageLooksTest extends BrowserCase {
    @ParameterizedTest
    @CsvSource({
        "search, /?q=owner:alice, .job-table tbody th a",
        "job, /job?id=ap1.pool.test%23463.3, .card",
        "submissions, /submissions, table tbody tr",
        "submission, /submission?name=564, .card",
        "compare, /compare?q=is:failed, table tbody tr",
        "health, /health, table tbody tr",
    })
    void view_fits_andIsAccessible(String name, String path, String content) throws IOException {
        for (String device : new String[] {"desktop", "phone"}) {
            for (String scheme : new String[] {"light", "dark"}) {
                if (device.equals("desktop")) {
                    desktop();
                } else {
                    phone();
                }
                browser().media(scheme, "reduce");
                open(path);
                browser().element(content);
                browser().awaitNone(".pending");
                keepPicture(name + "-" + device + "-" + scheme);
                assertThat(browser().script("return document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits a %s", name, device)
                        .isEqualTo(true);
                assertAccessible();
            }
        }
    }
}

package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium. What is done waits until it can be done: for an element to be there, visible, and not covered. The
 * first one that a selector means is meant. Text is what is visible of it.
 */
final class Browser implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int SHOWN = 2000;
    /** Nothing but this machine has a name: a browser asks for much that no page wants. */
    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-gpu",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--hide-scrollbars",
            "--lang=en-US");

    private final ChromeDriver driver;
    private final Path downloads;
    private final List<String> complaints = new ArrayList<>();

    private Browser(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
    }

    /** Starts one, in English and with UTC as its zone. */
    static Browser start(InstalledBrowser installed) throws IOException {
        Path downloads = Files.createTempDirectory("shelfmark-downloads");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed.browser().toFile());
        options.addArguments(ARGUMENTS);
        if (Objects.equals(System.getProperty("user.name"), "root")) {
            // its sandbox does not work for root
            options.addArguments("--no-sandbox");
        }
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(installed.driver().toFile())
                .usingAnyFreePort()
                .withEnvironment(Map.of("TZ", "UTC", "LANGUAGE", "en"))
                .build();
        return new Browser(new ChromeDriver(service, options), downloads);
    }

    /** What Selenium has, where this has too little. */
    ChromeDriver driver() {
        return driver;
    }

    /** Forgets what a test did: its page, its settings, what it stored, what it complained of. */
    void reset() {
        driver.get("about:blank");
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        size(1280, 900);
        media("light", "no-preference");
        complaints();
        complaints.clear();
    }

    /** Goes to an address. */
    void open(String url) {
        driver.get(url);
    }

    void back() {
        driver.navigate().back();
    }

    void forward() {
        driver.navigate().forward();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The address, with what scripts put there. */
    String url() {
        return Objects.requireNonNullElse(driver.getCurrentUrl(), "");
    }

    String title() {
        return Objects.requireNonNullElse(driver.getTitle(), "");
    }

    /** Makes the window's inner size exactly this, however small. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What a page is told that its reader prefers: {@code light} or {@code dark}, {@code reduce} motion or not. */
    void media(String colorScheme, String motion) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colorScheme),
                                Map.of("name", "prefers-reduced-motion", "value", motion))));
    }

    /** Waits until something gives neither null nor false, and gives that. */
    <T> T until(String what, Function<ChromeDriver, T> condition) {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE, BETWEEN_LOOKS);
        wait.ignoring(NoSuchElementException.class, StaleElementReferenceException.class);
        wait.ignoring(ElementNotInteractableException.class);
        try {
            return wait.until(unused -> condition.apply(driver));
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "waited in vain for " + what + " at " + url() + ", which complains of " + complaints()
                            + " and shows:\n" + shown(),
                    e);
        }
    }

    private String shown() {
        Object text = script("return document.body ? document.body.innerText : ''");
        String shown = String.valueOf(text);
        return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "...";
    }

    /** Waits until it is there and visible. */
    WebElement element(String css) {
        return until(css, page -> {
            WebElement element = page.findElement(By.cssSelector(css));
            return element.isDisplayed() ? element : null;
        });
    }

    /** Waits until its text, or value where it is an input, contains this. */
    void awaitText(String css, String part) {
        until(
                "'" + part + "' in " + css,
                page -> textOf(page.findElement(By.cssSelector(css))).contains(part));
    }

    /** Waits until so many are there, visible or not. */
    void awaitCount(String css, int count) {
        until(
                count + " of " + css,
                page -> page.findElements(By.cssSelector(css)).size() == count);
    }

    /** Waits until none is there. */
    void awaitNone(String css) {
        awaitCount(css, 0);
    }

    /** Waits until the address contains this. */
    void awaitUrl(String part) {
        until("'" + part + "' in the address", page -> url().contains(part));
    }

    /** Waits until a script, which returns something, returns true. */
    void awaitScript(String script) {
        until(script, page -> Boolean.TRUE.equals(script(script)));
    }

    /** Its text, or value where it is an input; waits for it. */
    String text(String css) {
        element(css);
        return until(css, page -> textOf(page.findElement(By.cssSelector(css))));
    }

    private static String textOf(WebElement element) {
        String value = List.of("input", "textarea", "select").contains(element.getTagName())
                ? element.getDomProperty("value")
                : element.getText();
        return Objects.requireNonNullElse(value, "");
    }

    /** The texts of all that are there now, in their order. */
    List<String> texts(String css) {
        return until(
                css,
                page -> page.findElements(By.cssSelector(css)).stream()
                        .map(Browser::textOf)
                        .toList());
    }

    /** How many are there now. */
    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** An attribute as it is written; empty where there is none. */
    String attribute(String css, String name) {
        element(css);
        return until(
                css,
                page -> Objects.requireNonNullElse(
                        page.findElement(By.cssSelector(css)).getDomAttribute(name), ""));
    }

    /** Clicks it, as soon as nothing covers it. */
    void click(String css) {
        until("a click on " + css, page -> {
            page.findElement(By.cssSelector(css)).click();
            return true;
        });
    }

    /** Clicks the first of them whose text contains this. */
    void click(String css, String part) {
        until("a click on " + css + " with '" + part + "'", page -> {
            for (WebElement element : page.findElements(By.cssSelector(css))) {
                if (textOf(element).contains(part)) {
                    element.click();
                    return true;
                }
            }
            return false;
        });
    }

    /** Puts text in the place of what an input has. */
    void fill(String css, String text) {
        click(css);
        // to an element, because actions release each key before they press the next
        driver.switchTo().activeElement().sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
    }

    /** Presses keys where the focus is: text, {@link Keys}, or {@link Keys#chord}. */
    void keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Moves the pointer over it. */
    void hover(String css) {
        new Actions(driver).moveToElement(element(css)).perform();
    }

    /** Drags across it at half its height, from one share of its width to another: 0 is its left edge, 1 its right. */
    void drag(String css, double from, double to) {
        WebElement element = element(css);
        int width = element.getSize().getWidth();
        new Actions(driver)
                .moveToElement(element, (int) Math.round((from - 0.5) * width), 0)
                .clickAndHold()
                .moveToElement(element, (int) Math.round(((from + to) / 2 - 0.5) * width), 0)
                .moveToElement(element, (int) Math.round((to - 0.5) * width), 0)
                .release()
                .perform();
    }

    /** Scrolls it to its end; {@code html} is the page itself. */
    void scrollToEnd(String css) {
        script("arguments[0].scrollTop = arguments[0].scrollHeight", driver.findElement(By.cssSelector(css)));
    }

    /** Runs a script in the page; what it returns, as Selenium converts it, null for nothing. */
    @org.jspecify.annotations.Nullable
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script that calls its last argument with the result. */
    @org.jspecify.annotations.Nullable
    Object asynchronousScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** The text of the clipboard. */
    String clipboard() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return String.valueOf(asynchronousScript("navigator.clipboard.readText().then(arguments[0], arguments[0])"));
    }

    /** Does something that downloads a file of this name; waits for all of it, and takes it away. */
    byte[] download(String name, Runnable doing) throws IOException {
        Path file = downloads.resolve(name);
        Files.deleteIfExists(file);
        doing.run();
        until("the file " + name, unused -> Files.exists(file));
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    /** Bytes that came over the network for the page since it was opened, headers included; what the browser had is 0. */
    long transferredBytes() {
        Object bytes = script(
                "return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                        + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
        return bytes instanceof Number number ? number.longValue() : 0;
    }

    /** For how long the page's scripts kept it from answering at the longest since it was opened; 0 below 50 ms. */
    long longestTaskMillis() {
        Object millis = asynchronousScript("""
                const done = arguments[0];
                let longest = 0;
                new PerformanceObserver(list => list.getEntries().forEach(
                    task => longest = Math.max(longest, task.duration))).observe({type: 'longtask', buffered: true});
                setTimeout(() => done(Math.round(longest)), 100);
                """);
        return millis instanceof Number number ? number.longValue() : 0;
    }

    /** Everything that was complained of on the console since the last reset: errors, failed loads, what the policy refused. */
    List<String> complaints() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                complaints.add(entry.getMessage());
            }
        }
        return List.copyOf(complaints);
    }

    /** The whole page as a PNG, also what does not fit the window. */
    byte[] picture() {
        Object png = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        return Base64.getDecoder().decode(String.valueOf(png));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        Files.deleteIfExists(downloads);
    }
}

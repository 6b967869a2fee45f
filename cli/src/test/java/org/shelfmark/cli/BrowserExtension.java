package org.shelfmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One browser for all classes: skips them where none is installed, gives it to each test as if it were new, keeps a picture of
 * what a failed test saw, and fails a test during which the page complained of something.
 */
final class BrowserExtension
        implements ExecutionCondition, BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(BrowserExtension.class);

    /** Closed with the last test. */
    private record Running(Browser browser) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            browser.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return InstalledBrowser.find(System.getenv()).isPresent()
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled(InstalledBrowser.MISSING);
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(PLACE)
                .computeIfAbsent(Running.class, unused -> start(), Running.class)
                .browser();
    }

    private static Running start() {
        try {
            return new Running(
                    Browser.start(InstalledBrowser.find(System.getenv()).orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException("the browser does not start", e);
        }
    }

    private static BrowserCase test(ExtensionContext context) {
        return (BrowserCase) context.getRequiredTestInstance();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Browser browser = browser(context);
        browser.reset();
        test(context).begin(browser);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            Files.write(
                    BrowserCase.picture(
                            "failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                                    + context.getRequiredTestMethod().getName()),
                    browser(context).picture());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints = new ArrayList<>(browser(context).complaints());
        complaints.removeIf(test(context)::isExpected);
        if (!complaints.isEmpty() && context.getExecutionException().isEmpty()) {
            throw new AssertionError("the page complains of " + String.join("\n", complaints));
        }
    }
}

package org.shelfmark.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Chromium and the program that drives it, as they are installed on this machine. Nothing is fetched.
 *
 * @param browser {@code $SHELFMARK_CHROMIUM}, or found in the usual places
 * @param driver {@code $SHELFMARK_CHROMEDRIVER}, likewise; of the browser's version
 */
record InstalledBrowser(Path browser, Path driver) {
    /** What to do where there is none. */
    static final String MISSING =
            "no Chromium with its driver in $SHELFMARK_CHROMIUM and $SHELFMARK_CHROMEDRIVER, on the PATH or"
                    + " in /usr/bin; Debian: apt-get install chromium chromium-driver";

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> DRIVERS = List.of("chromedriver");
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/lib/chromium"),
            Path.of("/usr/lib/chromium-browser"),
            Path.of("/opt/google/chrome"));

    /** What these environment variables and this machine have. */
    static Optional<InstalledBrowser> find(Map<String, String> environment) {
        Optional<Path> browser = find(environment, "SHELFMARK_CHROMIUM", BROWSERS);
        return find(environment, "SHELFMARK_CHROMEDRIVER", DRIVERS)
                .flatMap(driver -> browser.map(found -> new InstalledBrowser(found, driver)));
    }

    private static Optional<Path> find(Map<String, String> environment, String variable, List<String> names) {
        String given = environment.getOrDefault(variable, "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given)).filter(Files::isExecutable);
        }
        List<Path> places = new ArrayList<>();
        for (String place : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!place.isEmpty()) {
                places.add(Path.of(place));
            }
        }
        places.addAll(PLACES);
        return names.stream()
                .flatMap(name -> places.stream().map(place -> place.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

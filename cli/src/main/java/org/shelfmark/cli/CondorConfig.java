package org.shelfmark.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.shelfmark.search.SearchException;

/** Asks HTCondor's configuration where the history is. */
final class CondorConfig {
    private CondorConfig() {}

    /** The value of {@code HISTORY}. */
    static Path history() throws IOException {
        try {
            Process process = new ProcessBuilder("condor_config_val", "HISTORY")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() == 0 && answer.startsWith("/")) {
                return Path.of(answer);
            }
            throw noHistory("condor_config_val HISTORY says: " + answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking condor_config_val", e);
        } catch (IOException e) {
            throw noHistory("condor_config_val is not to be found");
        }
    }

    private static SearchException noHistory(String why) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST, "which archive? " + why + "; name one: shelfmark serve HISTORY");
    }
}

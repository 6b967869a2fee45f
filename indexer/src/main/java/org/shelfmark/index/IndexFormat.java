package org.shelfmark.index;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;

/** What an index is: in the user data of a commit, beside how far the archives are in it, or elsewhere. */
public final class IndexFormat {
    /** Changes with every change to the shape of documents or of the user data, and to how files are written. */
    public static final int VERSION = 5;

    /** The version in which documents got their shape; segments of this one are read, and stay until they are merged. */
    public static final int DOCUMENTS = 4;

    private static final String VERSION_KEY = "shelfmark.format";
    private static final String MAPPING_KEY = "shelfmark.mapping";

    private IndexFormat() {}

    static Map<String, String> userData(Mapping mapping, Positions positions) {
        Map<String, String> data = new TreeMap<>(positions.toUserData());
        data.put(VERSION_KEY, Integer.toString(VERSION));
        data.put(MAPPING_KEY, mapping.fingerprint());
        return data;
    }

    /** Refuses an index that this version would misread. */
    static void check(Path root, Map<String, String> userData, Mapping mapping) throws IndexUnusableException {
        String version = userData.get(VERSION_KEY);
        String remedy = "; index the archives again into a new directory: shelfmark index --index NEW_DIR HISTORY";
        if (version == null) {
            throw new IndexUnusableException(
                    "'" + root + "' holds a Lucene index that Shelfmark did not write" + remedy);
        }
        if (!version.equals(Integer.toString(VERSION)) && !version.equals(Integer.toString(DOCUMENTS))) {
            throw new IndexUnusableException("the index in '" + root + "' has format " + version
                    + ", this Shelfmark reads and writes format " + VERSION + remedy);
        }
        String fingerprint = userData.get(MAPPING_KEY);
        if (!mapping.fingerprint().equals(fingerprint)) {
            throw new IndexUnusableException("the index in '" + root + "' was made with another mapping (" + fingerprint
                    + ", this Shelfmark has " + mapping.fingerprint() + ")" + remedy);
        }
    }
}

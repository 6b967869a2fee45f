package org.shelfmark.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The files that come with the program. All are read at once, so that a program that is replaced while it runs goes on with
 * its own page; each is compressed when it is first asked for, so that the start does not wait for that.
 */
final class BuiltInPage implements PageFiles {
    private static final String FOLDER = "page/";

    private final Map<String, byte[]> contents;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    private BuiltInPage(Map<String, byte[]> contents) {
        this.contents = contents;
    }

    /** Those beside this class, in a jar or in a folder. */
    static BuiltInPage read() {
        URL index = BuiltInPage.class.getResource(FOLDER + INDEX);
        if (index == null) {
            throw new IllegalStateException("the program was built without its page");
        }
        try {
            return read(index);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page of the program", e);
        }
    }

    /** Those beside an index, and in the folders beside it. */
    static BuiltInPage read(URL index) throws IOException {
        URLConnection connection = index.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            // else the jar stays open for the next one that asks, and there is none
            inJar.setUseCaches(false);
            String entry = inJar.getEntryName();
            try (JarFile jar = inJar.getJarFile()) {
                return new BuiltInPage(ofJar(jar, entry.substring(0, entry.length() - INDEX.length())));
            }
        }
        Path folder = Path.of(URI.create(index.toString())).resolveSibling("");
        Map<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, Path> file : PageDirectory.listed(folder).entrySet()) {
            contents.put(file.getKey(), Files.readAllBytes(file.getValue()));
        }
        return new BuiltInPage(contents);
    }

    private static Map<String, byte[]> ofJar(JarFile jar, String folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    contents.put(entry.getName().substring(folder.length()), in.readAllBytes());
                }
            }
        }
        return contents;
    }

    /** The names of all files. */
    Set<String> names() {
        return contents.keySet();
    }

    @Override
    public Optional<PageFile> find(String name) {
        byte[] bytes = contents.get(name);
        return bytes == null
                ? Optional.empty()
                : Optional.of(files.computeIfAbsent(name, unused -> PageFile.of(name, bytes)));
    }
}

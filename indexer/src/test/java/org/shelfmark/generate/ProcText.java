package org.shelfmark.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A string value that may differ between the jobs of a cluster. Its pattern knows {@code {proc}} (number in the
 * cluster), {@code {seed}} (up to nine digits), {@code {real}} (0 to 10) and {@code {hex}} (eight digits); all but the
 * first are a function of cluster and proc, so a job's values do not depend on when it is written.
 */
final class ProcText {
    private enum Hole {
        PROC("{proc}"),
        SEED("{seed}"),
        REAL("{real}"),
        HEX("{hex}");

        private final String spelling;

        Hole(String spelling) {
            this.spelling = spelling;
        }
    }

    private final long salt;
    private final List<byte[]> literals = new ArrayList<>();
    private final List<Hole> holes = new ArrayList<>();

    /** The pattern's quotes are escaped here; the surrounding ones are added. */
    ProcText(String pattern, long cluster) {
        salt = DeterministicRandom.mix(cluster);
        String quoted = TemplateBuilder.quote(pattern);
        int from = 0;
        for (int open = quoted.indexOf('{'); open >= 0; open = quoted.indexOf('{', open + 1)) {
            for (Hole hole : Hole.values()) {
                if (quoted.startsWith(hole.spelling, open)) {
                    literals.add(LineBuffer.bytesOf(quoted.substring(from, open)));
                    holes.add(hole);
                    from = open + hole.spelling.length();
                }
            }
        }
        literals.add(LineBuffer.bytesOf(quoted.substring(from)));
    }

    boolean sameForAll() {
        return holes.isEmpty();
    }

    void render(int proc, LineBuffer out) {
        long random = DeterministicRandom.mix(salt + proc) >>> 1;
        for (int i = 0; i < holes.size(); i++) {
            out.append(literals.get(i));
            switch (holes.get(i)) {
                case PROC -> out.append(proc);
                case SEED -> out.append(random % 1_000_000_000);
                case REAL -> out.appendMillionths(random % 100_000 * 100);
                case HEX -> out.appendHex(random, 8);
            }
        }
        out.append(literals.getLast());
    }
}

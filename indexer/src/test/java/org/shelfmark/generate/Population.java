package org.shelfmark.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everybody with an account; the n-th busiest submits about 1/n as often as the busiest. */
final class Population {
    private static final List<String> NAMES = List.of(
            "amelia", "bruno", "chiara", "dmitri", "elif", "farid", "greta", "hana", "imran", "jolanta", "kofi",
            "lucia", "mateo", "nadia", "oskar", "priya", "quentin", "rosa", "sven", "tomoko", "ursula", "viktor",
            "wanjiru", "xiulan", "yusuf", "zofia");
    private static final List<String> SURNAMES = List.of("", "b", "k", "m", "okafor", "silva", "lind", "tan");
    private static final List<String> PROJECTS = List.of(
            "NeutrinoSky",
            "ProteinFold_Lab",
            "CropGenomes",
            "DarkPhoton",
            "UrbanClimate",
            "PlasmaEdge",
            "QuarkGluon",
            "EcoSound",
            "VaccineDesign",
            "GraphTheory",
            "LakeIce",
            "BrainAtlas",
            "SeismicWest",
            "Linguistics-Corpus");
    private static final List<String> GROUPS = List.of("", "", "group_physics.neutrino", "group_bio", "group_open", "");
    private static final List<String> MODULES =
            List.of("gcc/13.2", "python/3.12.4", "root/6.32.02", "R/4.4.1", "matlab-runtime/R2024a", "julia/1.10.4");

    private final List<Submitter> submitters = new ArrayList<>();
    private final double[] cumulativeWeights;

    Population(int users, DeterministicRandom random) {
        cumulativeWeights = new double[users];
        double sum = 0;
        for (int i = 0; i < users; i++) {
            submitters.add(submitter(i, random));
            sum += 1 / StrictMath.pow(i + 1, 1.05);
            cumulativeWeights[i] = sum;
        }
    }

    List<Submitter> submitters() {
        return submitters;
    }

    Submitter next(DeterministicRandom random) {
        double drawn = random.unit() * cumulativeWeights[cumulativeWeights.length - 1];
        int found = Arrays.binarySearch(cumulativeWeights, drawn);
        return submitters.get(found >= 0 ? found : -found - 1);
    }

    private static Submitter submitter(int index, DeterministicRandom random) {
        String owner = owner(index);
        List<Application> applications = new ArrayList<>();
        for (int i = random.between(1, 3); i > 0; i--) {
            applications.add(random.pick(Application.CATALOGUE));
        }
        return new Submitter(
                owner,
                LineBuffer.bytesOf(owner),
                random.pick(PROJECTS),
                random.pick(GROUPS),
                environment(owner, random),
                applications,
                random.chance(0.15));
    }

    /** Distinct for distinct indexes: all names with the first surname, then with the second; at last with a number. */
    private static String owner(int index) {
        String name = NAMES.get(index * 7 % NAMES.size());
        int round = index / NAMES.size();
        String surname = SURNAMES.get(round % SURNAMES.size());
        int number = round / SURNAMES.size();
        return name + surname + (number == 0 ? "" : Integer.toString(number + 1));
    }

    private static String environment(String owner, DeterministicRandom random) {
        String home = "/home/" + owner;
        StringBuilder text = new StringBuilder("HOME=" + home + " USER=" + owner + " LANG=en_US.UTF-8");
        text.append(" PATH=").append(home).append("/bin:/opt/modules/bin:/usr/local/bin:/usr/bin:/bin");
        text.append(" LOADEDMODULES=").append(random.pick(MODULES)).append(':').append(random.pick(MODULES));
        text.append(" LD_LIBRARY_PATH=/opt/modules/lib64:").append(home).append("/lib OMP_NUM_THREADS=1");
        text.append(" SESSION_COOKIE=not-a-secret-").append(Long.toHexString(random.next()));
        if (random.chance(0.5)) {
            text.append(" PS1='[\\u@\\h' '\\W]$' '' LS_COLORS=di=01;34:ln=01;36:ex=01;32:*.tar=01;31:*.zip=01;31");
        }
        return text.toString();
    }
}

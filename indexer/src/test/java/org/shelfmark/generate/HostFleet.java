package org.shelfmark.generate;

import java.util.ArrayList;
import java.util.List;

/** The home pool's machines and those lent by sites. */
final class HostFleet {
    private static final int HOME_HOSTS = 400;
    private static final int HOSTS_PER_SITE = 30;
    private static final List<String> SITES = List.of(
            "Lakeside-T2",
            "PrairieState",
            "HarborTech",
            "MesaVerde-HPC",
            "NorthRidge",
            "Île-Verte",
            "DeltaGrid",
            "OldTown-GPU",
            "Fjordheim",
            "CanyonCloud");

    private final List<ExecuteHost> hosts = new ArrayList<>();

    HostFleet(long bootSeconds, DeterministicRandom random) {
        for (int i = 0; i < HOME_HOSTS; i++) {
            String name = (i % 16 == 0 ? "gpu" : "e") + (2001 + i) + ".chtc.example";
            add(name, "", "", name, bootSeconds, random);
        }
        for (int site = 0; site < SITES.size(); site++) {
            String resource = SITES.get(site) + "-CE" + random.between(1, 3);
            for (int i = 0; i < HOSTS_PER_SITE; i++) {
                String name = "cn" + (1000 * site + 11 * i + 3) + ".site" + site + ".example";
                String glidein = "glidein_" + random.between(1000, 99_999) + "_" + random.between(100_000, 999_999_999);
                add(name, SITES.get(site), resource, glidein + "@" + name, bootSeconds, random);
            }
        }
    }

    List<ExecuteHost> hosts() {
        return hosts;
    }

    /** A machine of the home pool; low numbers are the larger machines and run more jobs. */
    ExecuteHost atHome(DeterministicRandom random) {
        double position = random.unit();
        return hosts.get((int) (position * position * HOME_HOSTS));
    }

    /** A machine of some site; the first sites lend most. */
    ExecuteHost atSite(DeterministicRandom random) {
        double position = random.unit();
        int site = (int) (position * position * SITES.size());
        return hosts.get(HOME_HOSTS + site * HOSTS_PER_SITE + random.below(HOSTS_PER_SITE));
    }

    private void add(
            String name, String site, String resource, String startd, long bootSeconds, DeterministicRandom random) {
        int index = hosts.size();
        String address = "10." + (site.isEmpty() ? 128 : 64 + SITES.indexOf(site)) + "." + index / 200 + "."
                + (10 + index % 200);
        String socket = "startd_" + random.between(1000, 99_999) + "_" + Integer.toHexString(random.below(65_536));
        String claim = "<" + address + ":9618?addrs=" + address + "-9618&alias=" + name + "&noUDP&sock=" + socket + ">#"
                + (bootSeconds - random.between(3_600, 3_000_000)) + "#";
        hosts.add(new ExecuteHost(
                index,
                name,
                site,
                resource,
                LineBuffer.bytesOf(startd),
                LineBuffer.bytesOf("execute-side@matchsession/" + address),
                LineBuffer.bytesOf(claim)));
    }
}

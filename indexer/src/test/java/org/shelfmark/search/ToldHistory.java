package org.shelfmark.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a listener of a history was told. */
class ToldHistory implements HistoryListener {
    final List<String> events = new ArrayList<>();
    long lost;
    long certainlyLost;

    @Override
    public void record(byte[] bytes, int bannerStart) throws IOException {
        events.add(bannerStart + ": " + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void lost(boolean certain) {
        lost++;
        certainlyLost += certain ? 1 : 0;
    }

    @Override
    public void damaged() {
        events.add("damaged");
    }
}

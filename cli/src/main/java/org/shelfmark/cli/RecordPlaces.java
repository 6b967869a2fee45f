package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.GivenRecord;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;

/**
 * Where the original records of a cluster's jobs are: in the archives of this machine, else with the Shelfmark of the access
 * point. Safe for many threads.
 */
final class RecordPlaces {
    private final Map<String, URI> urls;
    private final Map<String, JobSearch> servers = new LinkedHashMap<>();
    private final GivenRecord given;

    /** Servers by the names of the access points whose records they have. */
    RecordPlaces(Map<String, URI> urls, Mapping mapping, SearchSettings settings) {
        this.urls = Map.copyOf(urls);
        urls.forEach((source, url) -> servers.put(source, new RemoteSearch(url)));
        this.given = new GivenRecord(mapping, settings);
    }

    /**
     * The record of a job.
     *
     * @throws SearchException when nobody has it, or what has been given out is another one
     */
    FetchedRecord record(JobSearch cluster, Requests.OneJob request) throws IOException {
        try {
            return cluster.record(request);
        } catch (SearchException notHere) {
            return switch (notHere.kind()) {
                case RECORD_GONE, RECORD_CHANGED, RECORD_UNREADABLE -> elsewhere(cluster.job(request), notHere);
                case BAD_REQUEST, BAD_QUERY, CURSOR_EXPIRED, NOT_FOUND, TIMED_OUT, AMBIGUOUS, UNAVAILABLE ->
                    throw notHere;
            };
        }
    }

    private FetchedRecord elsewhere(Responses.Job job, SearchException notHere) {
        GivenRecord.Wanted wanted = GivenRecord.Wanted.of(job);
        JobSearch server = servers.get(wanted.source());
        if (server == null) {
            throw new SearchException(
                    notHere.kind(),
                    notHere.getMessage() + "; where another machine has it, name that one's Shelfmark: --records-from "
                            + wanted.source() + "=URL");
        }
        String where = "the record of " + wanted.id() + ", from " + urls.get(wanted.source()) + ": ";
        try {
            return given.checked(
                    server.record(new Requests.OneJob(wanted.globalJobId(), Optional.of(wanted.source()))),
                    wanted,
                    where);
        } catch (SearchException refused) {
            SearchException.Kind kind = refused.kind() == SearchException.Kind.NOT_FOUND
                    ? SearchException.Kind.RECORD_GONE
                    : refused.kind();
            String reason = String.valueOf(refused.getMessage());
            throw new SearchException(kind, reason.startsWith(where) ? reason : where + reason, refused.candidates());
        } catch (ServerUnreachableException away) {
            throw new SearchException(SearchException.Kind.UNAVAILABLE, where + away.getMessage());
        } catch (IOException failure) {
            throw new SearchException(SearchException.Kind.RECORD_UNREADABLE, where + failure.getMessage());
        }
    }

    void close() throws IOException {
        for (JobSearch server : servers.values()) {
            server.close();
        }
    }
}

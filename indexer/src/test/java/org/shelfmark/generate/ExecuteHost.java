package org.shelfmark.generate;

/**
 * A machine that runs jobs, with the byte sequences its jobs' records share.
 *
 * @param index position in the fleet, for counting
 * @param name full host name
 * @param site OSPool site that lent it, empty for a machine of the home pool
 * @param resource name of the site's entry point, empty at home
 * @param startdName what follows the slot's {@code @}: the host name, behind the glidein's name at a site
 * @param principal value of {@code StartdPrincipal}
 * @param claimPrefix value of {@code LastPublicClaimId} up to the claim's number
 */
record ExecuteHost(
        int index, String name, String site, String resource, byte[] startdName, byte[] principal, byte[] claimPrefix) {
    boolean glidein() {
        return !site.isEmpty();
    }
}

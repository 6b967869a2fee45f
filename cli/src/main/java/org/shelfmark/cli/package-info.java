/**
 * The command {@code shelfmark}: a command takes options, calls {@link org.shelfmark.search.JobSearch} and prints.
 *
 * <p>Data goes to standard output, talk to standard error; both are given to the commands, none takes them from the
 * system. Only {@code serve} touches the server. One thread.
 */
@NullMarked
package org.shelfmark.cli;

import org.jspecify.annotations.NullMarked;

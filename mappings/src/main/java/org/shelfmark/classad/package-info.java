/**
 * The ClassAd language as HTCondor's tools speak it: values, a parser for the right-hand sides of history lines and for
 * constraints, an evaluator, and an unparser that prints what {@code condor_history} prints.
 *
 * <p>It must not know archives, records' addresses, field mappings or the index: a record is an {@link
 * org.shelfmark.classad.AttributeScope}, nothing more. It does no I/O and asks no clock but the one it is given.
 *
 * <p>Threading: values and expressions are immutable; the parser and the unparser are static and keep no state; an {@link
 * org.shelfmark.classad.Evaluator} may be shared by any number of threads, each evaluation keeps its own state.
 */
@NullMarked
package org.shelfmark.classad;

import org.jspecify.annotations.NullMarked;

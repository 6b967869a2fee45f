package org.shelfmark.classad;

/** One built-in function. */
@FunctionalInterface
interface ClassAdFunction {
    /** The value of a call whose number of arguments is right. */
    AttributeValue apply(Arguments arguments);
}

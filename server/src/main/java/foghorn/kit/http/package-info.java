/** The one way out by HTTP: a client that calls nobody whom it should not. */
@NullMarked
package foghorn.kit.http;

import org.jspecify.annotations.NullMarked;

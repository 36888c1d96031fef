/** {@code /v1} for subscribers. */
@NullMarked
package foghorn.subscriber.api;

import org.jspecify.annotations.NullMarked;

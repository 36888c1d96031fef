@NullMarked
package foghorn.subscriber.api;

import org.jspecify.annotations.NullMarked;

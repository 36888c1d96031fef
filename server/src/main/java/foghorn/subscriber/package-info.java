@NullMarked
package foghorn.subscriber;

import org.jspecify.annotations.NullMarked;

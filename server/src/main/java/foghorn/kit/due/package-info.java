/** Work that is due by stored times. */
@NullMarked
package foghorn.kit.due;

import org.jspecify.annotations.NullMarked;

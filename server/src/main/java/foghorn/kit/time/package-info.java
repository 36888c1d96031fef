@NullMarked
package foghorn.kit.time;

import org.jspecify.annotations.NullMarked;

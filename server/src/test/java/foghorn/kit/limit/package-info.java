@NullMarked
package foghorn.kit.limit;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.incident;

import org.jspecify.annotations.NullMarked;

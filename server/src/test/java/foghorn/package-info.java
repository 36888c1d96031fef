@NullMarked
package foghorn;

import org.jspecify.annotations.NullMarked;

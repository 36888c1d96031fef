@NullMarked
package foghorn.tenant;

import org.jspecify.annotations.NullMarked;

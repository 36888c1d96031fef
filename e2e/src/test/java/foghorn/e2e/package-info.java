@NullMarked
package foghorn.e2e;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.publicpage;

import org.jspecify.annotations.NullMarked;

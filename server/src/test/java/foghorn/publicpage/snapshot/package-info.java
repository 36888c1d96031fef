@NullMarked
package foghorn.publicpage.snapshot;

import org.jspecify.annotations.NullMarked;

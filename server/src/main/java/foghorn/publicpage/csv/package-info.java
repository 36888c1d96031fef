@NullMarked
package foghorn.publicpage.csv;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.kit.csv;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.transfer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.console;

import org.jspecify.annotations.NullMarked;

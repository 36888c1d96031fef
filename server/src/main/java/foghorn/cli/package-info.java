@NullMarked
package foghorn.cli;

import org.jspecify.annotations.NullMarked;

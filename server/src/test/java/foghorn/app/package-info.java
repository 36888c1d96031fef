@NullMarked
package foghorn.app;

import org.jspecify.annotations.NullMarked;

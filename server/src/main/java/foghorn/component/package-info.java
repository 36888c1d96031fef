@NullMarked
package foghorn.component;

import org.jspecify.annotations.NullMarked;

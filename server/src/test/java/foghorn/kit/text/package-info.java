@NullMarked
package foghorn.kit.text;

import org.jspecify.annotations.NullMarked;

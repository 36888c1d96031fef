@NullMarked
package foghorn.kit.id;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.kit.db;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.kit.crypto;

import org.jspecify.annotations.NullMarked;

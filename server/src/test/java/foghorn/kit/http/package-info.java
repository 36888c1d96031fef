@NullMarked
package foghorn.kit.http;

import org.jspecify.annotations.NullMarked;

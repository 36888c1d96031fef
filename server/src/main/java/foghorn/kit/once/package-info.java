/** Requests that programs may repeat without knowing whether the first was heard. */
@NullMarked
package foghorn.kit.once;

import org.jspecify.annotations.NullMarked;

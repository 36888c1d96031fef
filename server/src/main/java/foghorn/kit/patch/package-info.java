/** Parts of commands that change some fields of a thing and leave the others. */
@NullMarked
package foghorn.kit.patch;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.page;

import org.jspecify.annotations.NullMarked;

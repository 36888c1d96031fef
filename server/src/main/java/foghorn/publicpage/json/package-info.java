@NullMarked
package foghorn.publicpage.json;

import org.jspecify.annotations.NullMarked;

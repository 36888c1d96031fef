@NullMarked
package foghorn.publicpage.html;

import org.jspecify.annotations.NullMarked;

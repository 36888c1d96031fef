@NullMarked
package foghorn.page.run;

import org.jspecify.annotations.NullMarked;

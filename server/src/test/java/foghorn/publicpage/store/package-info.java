@NullMarked
package foghorn.publicpage.store;

import org.jspecify.annotations.NullMarked;

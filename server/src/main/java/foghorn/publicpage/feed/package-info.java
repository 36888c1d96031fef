@NullMarked
package foghorn.publicpage.feed;

import org.jspecify.annotations.NullMarked;

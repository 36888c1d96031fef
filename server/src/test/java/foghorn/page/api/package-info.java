@NullMarked
package foghorn.page.api;

import org.jspecify.annotations.NullMarked;

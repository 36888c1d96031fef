/** Pages in the manage API. */
@NullMarked
package foghorn.page.api;

import org.jspecify.annotations.NullMarked;

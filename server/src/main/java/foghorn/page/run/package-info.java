/** Work for a page that goes on without the request that began it: known to all nodes, stopped from any. */
@NullMarked
package foghorn.page.run;

import org.jspecify.annotations.NullMarked;

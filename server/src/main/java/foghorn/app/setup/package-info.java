/** Making organizations with their first page, owner and key: the one place for command line and browser. */
@NullMarked
package foghorn.app.setup;

import org.jspecify.annotations.NullMarked;

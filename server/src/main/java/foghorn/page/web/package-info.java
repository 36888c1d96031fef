/** The console's screens of a page's own settings. */
@NullMarked
package foghorn.page.web;

import org.jspecify.annotations.NullMarked;

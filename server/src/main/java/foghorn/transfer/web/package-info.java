/** The console's screen for moving in. */
@NullMarked
package foghorn.transfer.web;

import org.jspecify.annotations.NullMarked;

/** The team's web console: navigation, overview, and the wiring of the screens that the rooms bring. */
@NullMarked
package foghorn.console;

import org.jspecify.annotations.NullMarked;

/** Texts that a team has prepared. */
@NullMarked
package foghorn.incident.template;

import org.jspecify.annotations.NullMarked;

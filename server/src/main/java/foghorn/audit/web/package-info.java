/** The console's screen of what was done in an organization, and by whom. */
@NullMarked
package foghorn.audit.web;

import org.jspecify.annotations.NullMarked;

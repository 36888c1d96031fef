/** The console's screens of what concerns an organization as a whole. */
@NullMarked
package foghorn.organization.web;

import org.jspecify.annotations.NullMarked;

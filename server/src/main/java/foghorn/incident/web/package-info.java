/** The console's screens of incidents and maintenances. */
@NullMarked
package foghorn.incident.web;

import org.jspecify.annotations.NullMarked;

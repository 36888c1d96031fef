/** Incidents and scheduled maintenances in the manage API. */
@NullMarked
package foghorn.incident.api;

import org.jspecify.annotations.NullMarked;

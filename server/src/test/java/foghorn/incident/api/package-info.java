@NullMarked
package foghorn.incident.api;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.incident.template;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.component.uptime;

import org.jspecify.annotations.NullMarked;

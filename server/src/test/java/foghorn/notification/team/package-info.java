@NullMarked
package foghorn.notification.team;

import org.jspecify.annotations.NullMarked;

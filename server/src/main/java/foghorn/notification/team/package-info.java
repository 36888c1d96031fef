/** Reminds the team of what it has begun and not finished. */
@NullMarked
package foghorn.notification.team;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.notification.channel.email;

import org.jspecify.annotations.NullMarked;

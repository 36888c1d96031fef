@NullMarked
package foghorn.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;

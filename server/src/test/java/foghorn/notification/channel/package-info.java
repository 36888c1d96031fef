@NullMarked
package foghorn.notification.channel;

import org.jspecify.annotations.NullMarked;

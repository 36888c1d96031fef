/** Tells programs: signed JSON, posted to an address that a subscriber chose. */
@NullMarked
package foghorn.notification.channel.webhook;

import org.jspecify.annotations.NullMarked;

/** The console's screens of what was told: the delivery ledger and the local inbox. */
@NullMarked
package foghorn.notification.web;

import org.jspecify.annotations.NullMarked;

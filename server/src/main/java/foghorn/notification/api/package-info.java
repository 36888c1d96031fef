/** The delivery ledger for programs: additions to the contract. */
@NullMarked
package foghorn.notification.api;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.notification.api;

import org.jspecify.annotations.NullMarked;

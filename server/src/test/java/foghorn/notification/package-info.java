@NullMarked
package foghorn.notification;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.kit.outbox;

import org.jspecify.annotations.NullMarked;

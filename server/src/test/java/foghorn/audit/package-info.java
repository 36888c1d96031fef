@NullMarked
package foghorn.audit;

import org.jspecify.annotations.NullMarked;

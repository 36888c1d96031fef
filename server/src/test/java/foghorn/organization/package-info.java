@NullMarked
package foghorn.organization;

import org.jspecify.annotations.NullMarked;

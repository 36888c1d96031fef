@NullMarked
package foghorn.component.api;

import org.jspecify.annotations.NullMarked;

/** Components and component groups in the manage API. */
@NullMarked
package foghorn.component.api;

import org.jspecify.annotations.NullMarked;

/** The console's screens of components and groups. */
@NullMarked
package foghorn.component.web;

import org.jspecify.annotations.NullMarked;

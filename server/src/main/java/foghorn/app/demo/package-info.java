/** The demo: an organization that looks like a real company's. */
@NullMarked
package foghorn.app.demo;

import org.jspecify.annotations.NullMarked;

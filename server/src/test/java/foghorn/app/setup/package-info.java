@NullMarked
package foghorn.app.setup;

import org.jspecify.annotations.NullMarked;

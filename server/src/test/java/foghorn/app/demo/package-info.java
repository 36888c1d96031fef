@NullMarked
package foghorn.app.demo;

import org.jspecify.annotations.NullMarked;

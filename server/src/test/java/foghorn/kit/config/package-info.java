@NullMarked
package foghorn.kit.config;

import org.jspecify.annotations.NullMarked;

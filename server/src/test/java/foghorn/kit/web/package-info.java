@NullMarked
package foghorn.kit.web;

import org.jspecify.annotations.NullMarked;

@NullMarked
package foghorn.signin;

import org.jspecify.annotations.NullMarked;

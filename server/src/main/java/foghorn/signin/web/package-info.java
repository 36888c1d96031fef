@NullMarked
package foghorn.signin.web;

import org.jspecify.annotations.NullMarked;

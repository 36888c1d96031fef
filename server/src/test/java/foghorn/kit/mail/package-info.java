@NullMarked
package foghorn.kit.mail;

import org.jspecify.annotations.NullMarked;

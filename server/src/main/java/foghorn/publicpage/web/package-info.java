@NullMarked
package foghorn.publicpage.web;

import org.jspecify.annotations.NullMarked;

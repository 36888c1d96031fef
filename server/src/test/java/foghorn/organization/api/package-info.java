@NullMarked
package foghorn.organization.api;

import org.jspecify.annotations.NullMarked;

/** Organizations, the people on their teams, and the keys of their programs. */
@NullMarked
package foghorn.organization;

import org.jspecify.annotations.NullMarked;

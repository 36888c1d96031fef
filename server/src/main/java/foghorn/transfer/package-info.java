/** Moving in: what other status pages say is read and handed to the verbs of the other rooms. */
@NullMarked
package foghorn.transfer;

import org.jspecify.annotations.NullMarked;

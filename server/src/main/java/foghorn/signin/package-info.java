/** How people and programs prove who they are: passwords, links, sessions and API keys. */
@NullMarked
package foghorn.signin;

import org.jspecify.annotations.NullMarked;

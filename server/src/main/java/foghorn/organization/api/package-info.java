/** {@code /v1} for the people of an organization. */
@NullMarked
package foghorn.organization.api;

import org.jspecify.annotations.NullMarked;

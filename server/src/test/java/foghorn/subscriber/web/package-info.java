@NullMarked
package foghorn.subscriber.web;

import org.jspecify.annotations.NullMarked;

package foghorn.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which operations of {@code /v1} a class tests, by their ids in our document. The class fails unless each of them was called by it and
 * succeeded; the table of what is done is made of this.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CoversCheck.class)
public @interface Covers {
    String[] value();
}

package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds a class to what it says that it {@link Covers}. Classes run one after another. */
final class CoversCheck implements BeforeAllCallback, AfterAllCallback {
    private static final Set<String> SUCCEEDED = new ConcurrentSkipListSet<>();

    static void succeeded(String operationId) {
        SUCCEEDED.add(operationId);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        SUCCEEDED.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var covers = context.getRequiredTestClass().getAnnotation(Covers.class);
        assertThat(SUCCEEDED).as("operations that succeeded").contains(covers.value());
    }
}

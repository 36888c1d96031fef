package foghorn.app;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL for the check value of the installation's key; lives as long as one transaction. */
final class KeyCheckRepository {
    private static final String NAME = "key_check_value";

    private final Handle handle;

    KeyCheckRepository(Handle handle) {
        this.handle = handle;
    }

    Optional<String> find() {
        return handle.createQuery("select value from installation_setting where name = :name")
                .bind("name", NAME)
                .mapTo(String.class)
                .findOne();
    }

    void insertIfMissing(String value) {
        handle.createUpdate("""
                insert into installation_setting (name, value) values (:name, :value) on conflict (name) do nothing
                """).bind("name", NAME).bind("value", value).execute();
    }
}

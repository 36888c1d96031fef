package foghorn.organization;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL for {@code installation_setting}, which has no organization; lives as long as one transaction. */
final class InstallationSettingRepository {
    private final Handle handle;

    InstallationSettingRepository(Handle handle) {
        this.handle = handle;
    }

    Optional<String> find(String name) {
        return handle.createQuery("select value from installation_setting where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Stores a setting that must not be there yet; says whether it was this call that did. Waits for a rival's commit. */
    boolean insert(String name, String value) {
        return handle.createUpdate("""
                insert into installation_setting (name, value) values (:name, :value)
                on conflict (name) do nothing
                """).bind("name", name).bind("value", value).execute() == 1;
    }

    void save(String name, String value) {
        handle.createUpdate("""
                insert into installation_setting (name, value) values (:name, :value)
                on conflict (name) do update set value = excluded.value
                """).bind("name", name).bind("value", value).execute();
    }

    void delete(String name) {
        handle.createUpdate("delete from installation_setting where name = :name")
                .bind("name", name)
                .execute();
    }
}

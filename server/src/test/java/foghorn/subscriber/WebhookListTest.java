package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import foghorn.Cast;
import foghorn.component.ComponentId;
import foghorn.component.ComponentRoom;
import foghorn.component.NewComponent;
import foghorn.kit.db.Database;
import foghorn.kit.db.Pools;
import foghorn.kit.db.TestDatabase;
import foghorn.subscriber.WebhookService.NewWebhook;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list of a page's webhooks, read through a connection whose statements are counted. */
class WebhookListTest {
    private final TestDatabase test = TestDatabase.create();
    private final HikariDataSource pool = Pools.open(test.app());
    private final AtomicInteger statements = new AtomicInteger();
    private final Database database = new Database(counting(pool), InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final WebhookService webhooks = new SubscriberRoom(database, cast.vault(), cast.key()).webhooks();

    @AfterEach
    void close() {
        pool.close();
        test.close();
    }

    /** The same pool, whose statements are counted. */
    private DataSource counting(DataSource real) {
        return watched(
                DataSource.class,
                real,
                (method, result) -> result instanceof Connection connection
                        ? watched(Connection.class, connection, this::count)
                        : result);
    }

    private Object count(String method, Object result) {
        if (method.equals("prepareStatement")) {
            statements.incrementAndGet();
        }
        return result;
    }

    private interface Watch {
        Object saw(String method, Object result) throws SQLException;
    }

    private static <T> T watched(Class<T> type, T real, Watch watch) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    try {
                        return watch.saw(method.getName(), method.invoke(real, given));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Webhook add(int number, List<ComponentId> components) {
        var command = new NewWebhook(
                "https://h" + number + ".example/hook",
                "ops" + number + "@a.example",
                components.isEmpty() ? Optional.empty() : Optional.of(components));
        return webhooks.add(cast.alice(), cast.page(), command).webhook();
    }

    private int statementsToList() {
        int before = statements.get();
        webhooks.list(cast.alice(), cast.page());
        return statements.get() - before;
    }

    @Test
    void manyWebhooksAreReadAsOneIs() {
        var quay = component("Quay");
        var pier = component("Pier");
        var first = add(0, List.of());
        int forOne = statementsToList();
        var second = add(1, List.of(quay));
        var third = add(2, List.of(quay, pier));
        for (int i = 3; i < 60; i++) {
            add(i, List.of(pier));
        }

        assertThat(statementsToList()).isEqualTo(forOne);
        assertThat(webhooks.list(cast.alice(), cast.page())).hasSize(60).contains(first, second, third);
        assertThat(first.components()).isEmpty();
        assertThat(second.components()).containsExactly(quay);
        assertThat(third.components()).containsExactlyInAnyOrder(quay, pier);
        assertThat(third.contact()).isEqualTo("ops2@a.example");
    }

    private ComponentId component(String name) {
        return new ComponentRoom(database)
                .components()
                .create(cast.alice(), cast.page(), NewComponent.named(name))
                .id();
    }
}

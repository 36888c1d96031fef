package foghorn.kit.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an exception says ends in the log, so it must not hold what was to be stored. */
class FailedStatementTest {
    private static final String SECRET = "bob@harbour.example";
    private static final String INSERT = "insert into installation_setting (name, value) values (:name, :value)";

    static List<Consumer<Handle>> failures() {
        return List.of(
                handle -> Stream.of(1, 2)
                        .forEach(i -> handle.createUpdate(INSERT)
                                .bind("name", SECRET)
                                .bind("value", SECRET)
                                .execute()),
                handle -> {
                    var batch = handle.prepareBatch(INSERT);
                    Stream.of(1, 2)
                            .forEach(i -> batch.bind("name", SECRET)
                                    .bind("value", SECRET)
                                    .add());
                    batch.execute();
                },
                handle -> handle.createUpdate("insert into installation_setting (name, value) values (null, :value)")
                        .bind("value", SECRET)
                        .execute(),
                handle -> handle.createQuery("select value from no_such_table where value = :value")
                        .bind("value", SECRET)
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysNothingOfItsValues(Consumer<Handle> failure) {
        try (var database = TestDatabase.create();
                var pool = Pools.open(database.app())) {
            var problem = catchThrowable(() -> new Database(pool, InstantSource.system()).installation(handle -> {
                failure.accept(handle);
                return null;
            }));

            assertThat(problem).isNotNull();
            assertThat(Stream.iterate(problem, cause -> cause != null, Throwable::getCause))
                    .noneMatch(cause -> cause.toString().contains(SECRET));
        }
    }
}

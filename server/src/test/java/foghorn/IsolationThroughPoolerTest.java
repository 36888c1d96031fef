package foghorn;

import com.zaxxer.hikari.HikariDataSource;
import foghorn.kit.db.PgBouncer;
import foghorn.kit.db.Pools;
import foghorn.kit.db.TestDatabase;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The same through PgBouncer in transaction mode, where two organizations take turns on two connections. */
class IsolationThroughPoolerTest extends IsolationTest {
    private @Nullable PgBouncer pooler;
    private @Nullable HikariDataSource pool;

    @Override
    void open(TestDatabase made) {
        pooler = PgBouncer.before(made.app());
        pool = Pools.open(pooler.access());
    }

    @Override
    DataSource app() {
        return Objects.requireNonNull(pool);
    }

    @Override
    void shut() {
        if (pool != null) {
            pool.close();
        }
        if (pooler != null) {
            pooler.close();
        }
    }
}

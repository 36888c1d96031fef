package foghorn.notification;

import foghorn.kit.db.TestDatabase;

/** The same through PgBouncer in transaction mode. */
class LossThroughPoolerTest extends LossTest {
    @Override
    TestDatabase create() {
        return TestDatabase.createBehindPooler();
    }
}

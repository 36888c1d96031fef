package foghorn.notification;

import foghorn.kit.db.TestDatabase;

/** The same through PgBouncer in transaction mode. */
class EngineThroughPoolerTest extends EngineTest {
    @Override
    TestDatabase create() {
        return TestDatabase.createBehindPooler();
    }
}

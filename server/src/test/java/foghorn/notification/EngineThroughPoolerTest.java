package foghorn.notification;

import foghorn.kit.db.TestDatabase;

/** The same through PgBouncer in transaction mode. */
class EngineThroughPoolerTest extends EngineTest {
    EngineThroughPoolerTest() {
        super(TestDatabase.createBehindPooler());
    }
}

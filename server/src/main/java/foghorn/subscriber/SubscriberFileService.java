package foghorn.subscriber;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Uploads;
import foghorn.page.run.KnownRun;
import foghorn.page.run.RunKind;
import foghorn.page.run.RunPulse;
import foghorn.page.run.Runs;
import foghorn.page.run.Wish;
import foghorn.subscriber.TableRun.Phase;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Imports of tables that people send. Each is looked at first, and goes on when its people say so, without the request that brought it. The
 * node that took the table does it; every node knows how far it is, and can stop it or have it go on.
 */
public final class SubscriberFileService implements AutoCloseable {
    private static final int AT_ONCE = 2;
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    /** A small table is looked at, or imported, within this time, and its people need not ask again. */
    private static final Duration AT_ONCE_SEEN = Duration.ofMillis(1_500);

    private final Database database;
    private final SubscriberFileImport imports;
    private final Semaphore turn = new Semaphore(AT_ONCE, true);
    /** Those of this node that have not ended. */
    private final Map<String, TableWork> works = new ConcurrentHashMap<>();

    SubscriberFileService(Database database, SubscriberFileImport imports) {
        this.database = database;
        this.imports = imports;
    }

    /**
     * Begins to look at a table, in place of one that is not being imported yet.
     *
     * @param sent is taken away from where it lies, and removed in the end
     * @param confirmed whether the caller vouches that all have confirmed
     */
    public void begin(Call call, PageId page, Path sent, boolean confirmed) {
        var id = Ids.next();
        var file = sent.resolveSibling(id + ".csv");
        var work = new TableWork(id, file, confirmed, Uploads.size(sent));
        database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            boolean begins = new Runs(tx, page, RunKind.SUBSCRIBERS)
                    .begin(
                            id,
                            work.state().text(),
                            run -> TableRun.read(run.state()).phase() != Phase.IMPORTING);
            if (!begins) {
                throw new Problem.Conflict("An import is under way. Wait for its end, or stop it.");
            }
            new AuditLog(tx).record("subscriber.import_begun", page.value());
            return page;
        });
        Uploads.keep(sent, file);
        var of = new RunPulse.Of(call.organization(), page, RunKind.SUBSCRIBERS, id);
        var pulse = new RunPulse(database, of, () -> work.state().text(), work::wish);
        works.put(id, work);
        pulse.start();
        Thread.ofVirtual().name("import").start(() -> {
            try {
                work.run(call, page, imports, turn, pulse);
            } finally {
                works.remove(id);
            }
        });
        waiting(() -> work.awaitLook(AT_ONCE_SEEN));
    }

    /** The import into this page that goes on, or the last one. */
    public Optional<TableRun> find(Call call, PageId page) {
        return database.readPage(
                        call, page, Permission.MANAGE_SUBSCRIBERS, tx -> new Runs(tx, page, RunKind.SUBSCRIBERS).find())
                .map(SubscriberFileService::state);
    }

    private static TableRun state(KnownRun run) {
        var state = TableRun.read(run.state());
        return switch (run.life()) {
            case ALIVE -> run.asked().equals(Optional.of(Wish.STOP)) ? state.stopping() : state;
            case ENDED -> state;
            case LOST -> state.lost();
        };
    }

    /** Has the import go on that waits to be told; one that was replaced or has ended meanwhile is {@link Problem.Conflict}. */
    public void go(Call call, PageId page, String id) {
        tell(call, page, Wish.GO, runs -> {
            boolean waits = runs.find()
                    .filter(run -> run.id().equals(id) && run.life() == KnownRun.Life.ALIVE)
                    .filter(run -> TableRun.read(run.state()).phase() == Phase.ASKING)
                    .isPresent();
            if (!waits || !runs.ask(Wish.GO)) {
                throw new Problem.Conflict("This file is not waiting any more. Send it again.");
            }
            return "subscriber.import_confirmed";
        });
    }

    /** Stops the import into this page, if there is one. Who was added stays added. */
    public void stop(Call call, PageId page) {
        tell(
                call,
                page,
                Wish.STOP,
                runs -> runs.ask(Wish.STOP) ? "subscriber.import_stopped" : "subscriber.import_was_over");
    }

    private void tell(Call call, PageId page, Wish wish, Function<Runs, String> verb) {
        var id = database.changePage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var runs = new Runs(tx, page, RunKind.SUBSCRIBERS);
            new AuditLog(tx).record(verb.apply(runs), page.value());
            return runs.find().map(KnownRun::id).orElse("");
        });
        var here = Optional.ofNullable(works.get(id));
        if (here.isPresent()) {
            here.get().wish(wish);
            waiting(() -> here.get().awaitEnd(AT_ONCE_SEEN));
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void waiting(Waiting wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the rows that the last import left out, or would, as a CSV table with line, column and problem. */
    public void writeProblems(Call call, PageId page, OutputStream out) throws IOException {
        for (var part = problems(call, page, 0);
                part.isPresent();
                part = problems(call, page, part.get().next())) {
            out.write(part.get().lines().getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Part(String lines, int next) {}

    private Optional<Part> problems(Call call, PageId page, int part) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var runs = new Runs(tx, page, RunKind.SUBSCRIBERS);
            return runs.find().flatMap(run -> runs.part(run.id(), part)).map(lines -> new Part(lines, part + 1));
        });
    }

    /** Stops all that go on here, and waits for their batches at hand. */
    @Override
    public void close() {
        var all = new ArrayList<>(works.values());
        all.forEach(work -> work.wish(Wish.STOP));
        waiting(() -> awaitEnd(all));
    }

    private static void awaitEnd(List<TableWork> all) throws InterruptedException {
        long end = System.nanoTime() + LAST_STEP.toNanos();
        for (var work : all) {
            work.awaitEnd(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
    }
}

package foghorn.kit.db;

import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * One transaction: the JDBI handle with its call, its tenant and its time. It is passed, never ambient, and ends with the verb.
 * {@code :organizationId} and {@code :now} are bound in every statement.
 */
public final class Tx {
    private final Handle handle;
    private final Call call;
    private final Instant now;
    private final List<Consumer<Tx>> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<String> withdrawn = new ArrayList<>();
    private long pageSeq;

    Tx(Handle handle, Call call, Instant now, long pageSeq) {
        this.handle = handle;
        this.call = call;
        this.now = now;
        this.pageSeq = pageSeq;
    }

    public Call call() {
        return call;
    }

    public OrganizationId organization() {
        return call.organization();
    }

    /** The time of this transaction, in whole milliseconds; in a page change it is taken after the page was locked. */
    public Instant now() {
        return now;
    }

    /** The sequence number of the newest event of the locked page; 0 outside a page change. */
    public long pageSeq() {
        return pageSeq;
    }

    /** Takes the next sequence number of the locked page. Only the outbox calls this. */
    public long nextPageSeq() {
        return ++pageSeq;
    }

    public Query createQuery(String sql) {
        return handle.createQuery(sql)
                .bind("organizationId", organization().value())
                .bind("now", now);
    }

    public Update createUpdate(String sql) {
        return handle.createUpdate(sql)
                .bind("organizationId", organization().value())
                .bind("now", now);
    }

    /** The connection itself, for tables that have no organization (accounts and the like), in this same transaction. */
    public Handle handle() {
        return handle;
    }

    /** A batch; each row binds {@code :organizationId} itself, by {@link #row}. */
    public PreparedBatch prepareBatch(String sql) {
        return handle.prepareBatch(sql);
    }

    /** Starts a row of a batch with {@code :organizationId} and {@code :now} bound. */
    public PreparedBatch row(PreparedBatch batch) {
        return batch.bind("organizationId", organization().value()).bind("now", now);
    }

    /** Locks an entry point for the rest of the transaction; safe behind a transaction pooler. */
    public void advisoryLock(String name) {
        createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", name)
                .mapToMap()
                .list();
    }

    /** Work to be done last in this transaction, in the order given; the audit chain is locked here, so that it is locked briefly. */
    public void beforeCommit(Consumer<Tx> work) {
        beforeCommit.add(work);
    }

    /** Work to be done once the transaction is committed, on the same thread. It must not fail. */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    /**
     * Says that a published item (for example {@code incidents/{id}}) must no longer be shown. The writing node takes it back before
     * the commit, so that what was deleted is never served after the answer.
     */
    public void withdraw(String item) {
        withdrawn.add(item);
    }

    List<String> withdrawn() {
        return withdrawn;
    }

    void finish(PageId lockedPage) {
        createUpdate("update page set page_seq = :seq, updated_at = :now where id = :page")
                .bind("seq", pageSeq)
                .bind("page", lockedPage.value())
                .execute();
        createQuery("select pg_notify('foghorn_page', :text)")
                .bind("text", organization() + " " + lockedPage + " " + pageSeq)
                .mapToMap()
                .list();
    }

    void runBeforeCommit() {
        for (int i = 0; i < beforeCommit.size(); i++) {
            beforeCommit.get(i).accept(this);
        }
    }

    void runAfterCommit() {
        afterCommit.forEach(Runnable::run);
    }
}

package foghorn.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.db.Tx;
import foghorn.kit.web.Json;
import foghorn.tenant.PageId;

/** Appends events to the page's outbox, in the transaction of the change they tell of. */
public final class Outbox {
    private final Tx tx;

    public Outbox(Tx tx) {
        this.tx = tx;
    }

    /** Appends an event with the page's next sequence number; the page must be locked ({@code changePage}). Returns the number. */
    public long append(PageId page, PageEvent event) {
        long seq = tx.nextPageSeq();
        tx.createUpdate("""
                insert into outbox (organization_id, page_id, page_seq, kind, payload, at)
                values (:organizationId, :page, :seq, :kind, cast(:payload as json), :now)
                """)
                .bind("page", page.value())
                .bind("seq", seq)
                .bind("kind", event.kind())
                .bind("payload", payload(event))
                .execute();
        return seq;
    }

    private static String payload(PageEvent event) {
        try {
            return Json.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("event cannot be written as JSON: " + event.kind(), e);
        }
    }
}

package foghorn.subscriber;

import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a subscriber was sent. The room that sends answers this. */
public interface NoticeHistory {
    /** The newest notices to a subscriber, the newest first, at most so many. */
    List<SentNotice> of(Call call, PageId page, SubscriberId subscriber, int most);

    /** All notices to a subscriber that are kept, the newest first, part by part, so that memory holds one part. */
    void all(Call call, PageId page, SubscriberId subscriber, Reader reader) throws IOException;

    /** Takes a part of the notices, outside of any transaction. */
    interface Reader {
        void take(List<SentNotice> part) throws IOException;
    }

    /** The newest notices for the team, which manages subscribers. */
    List<SentNotice> forTeam(Call call, PageId page, SubscriberId subscriber, int most);

    /**
     * One notice.
     *
     * @param about the incident's or the component's name; empty once it was deleted
     * @param kind what of it was told, in words
     * @param outcome what became of it, in words
     * @param at when it was to be told
     * @param doneAt when it was over
     */
    record SentNotice(Optional<String> about, String kind, String outcome, Instant at, Optional<Instant> doneAt) {}
}

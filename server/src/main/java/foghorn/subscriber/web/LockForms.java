package foghorn.subscriber.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.subscriber.LockService;
import foghorn.subscriber.SubscriberRoom;
import foghorn.subscriber.SubscriberService;
import foghorn.tenant.Problem;
import java.util.List;

/** Locks the subscription of an address that several people read, and unlocks it by a link that is mailed to all of them. */
public final class LockForms {
    private static final String LINK = "/subscriptions/unlock/:token";

    private final LockService locks;
    private final SubscriberService subscribers;

    public LockForms(SubscriberRoom room) {
        this.locks = room.locks();
        this.subscribers = room.service();
    }

    public void addTo(Routes routes) {
        routes.post(Access.PAGE_LINK, ManageForms.ONE + "/lock", this::lock);
        routes.post(Access.PAGE_LINK, ManageForms.ONE + "/unlock", this::mailLink);
        routes.get(Access.PAGE_LINK, LINK, this::askToUnlock);
        routes.post(Access.PAGE_LINK, LINK, this::unlock);
    }

    private void lock(Exchange http) {
        var secret = http.parameter("secret");
        locks.lock(http.call(), http.site().page(), secret);
        http.seeOther(ManageForms.href(http, secret) + "?done=locked");
    }

    private void mailLink(Exchange http) {
        var secret = http.parameter("secret");
        locks.mailLink(http.call(), http.site().page(), secret);
        http.seeOther(ManageForms.href(http, secret) + "?done=mailed");
    }

    private void askToUnlock(Exchange http) {
        if (!locks.canUnlock(http.call(), http.site().page(), http.parameter("token"))) {
            throw new Problem.NotFound("link; it may have been used up or be too old. You can have another one mailed");
        }
        var name = subscribers.pageName(http.call(), http.site().page());
        var note = new NoteView(
                        name,
                        http.site().base(),
                        "Unlock this subscription?",
                        List.of(
                                "Until it is locked again, everybody who reads messages to this address can change or end the subscription for all of you."))
                .withAction("", "Unlock the subscription");
        http.html(200, "subscriber/note.jte", note);
    }

    private void unlock(Exchange http) {
        var secret = locks.unlock(http.call(), http.site().page(), http.parameter("token"));
        http.seeOther(ManageForms.href(http, secret) + "?done=unlocked");
    }
}

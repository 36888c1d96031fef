package foghorn.notification.web;

import foghorn.component.ComponentId;
import foghorn.component.web.Listeners;
import foghorn.incident.IncidentId;
import foghorn.incident.web.Reach;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Concern;
import foghorn.subscriber.SubscriberService;
import foghorn.subscriber.SubscriberState;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.Optional;
import java.util.Set;

/** The reach of an update or of a new status, counted by the same question as the deliveries that are made of it. */
public final class NoticeReach implements Reach, Listeners {
    private final SubscriberService subscribers;

    public NoticeReach(SubscriberService subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public Counts of(Call call, PageId page, Optional<IncidentId> incident, Set<ComponentId> components) {
        long unconfirmed = subscribers.counts(call, page).getOrDefault(SubscriberState.UNCONFIRMED, 0L);
        var concern = new Concern(page, incident, components);
        return new Counts(
                subscribers.reach(call, concern, Audience.EMAIL),
                subscribers.reach(call, concern, Audience.WEBHOOK),
                unconfirmed);
    }

    @Override
    public long webhooks(Call call, PageId page, Set<ComponentId> components) {
        return subscribers.reach(call, new Concern(page, Optional.empty(), components), Audience.WEBHOOK);
    }
}

package foghorn.notification;

import foghorn.incident.IncidentId;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.notification.LedgerRepository.OfEndpoint;
import foghorn.notification.LedgerRepository.Row;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import foghorn.subscriber.SubscriberId;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who was told what of an incident, when, and with what answer. */
public final class Ledger {
    /** Rows on a page of the ledger, at most. */
    public static final int MOST_ROWS = 100;

    private final Database database;
    private final Vault vault;
    private final Audience audience;
    private final List<String> inOrder;

    /** @param inOrder the channels that keep the order */
    Ledger(Database database, Vault vault, Audience audience, List<String> inOrder) {
        this.database = database;
        this.vault = vault;
        this.audience = audience;
        this.inOrder = List.copyOf(inOrder);
    }

    /**
     * One thing that was, or is being, told.
     *
     * @param kind {@code incident.opened} and the like
     * @param isPaused what is not sent yet is held back
     * @param isSuperseded a newer notice of the incident was made since
     * @param missed whom it has not reached and can be sent to again
     * @param channels in the order of their names; those that nobody is told by are absent
     */
    public record Event(
            String id,
            String kind,
            Optional<String> incidentUpdateId,
            Instant at,
            boolean isPaused,
            boolean isSuperseded,
            long missed,
            List<ChannelCounts> channels) {
        public Event {
            channels = List.copyOf(channels);
        }

        public long count(DeliveryState state) {
            return channels.stream().mapToLong(channel -> channel.count(state)).sum();
        }

        /** Subscribers whose turn has not come. */
        public long waiting() {
            return channels.stream().mapToLong(ChannelCounts::waiting).sum();
        }

        /** Everybody concerned: told, to be told, or given up. */
        public long total() {
            return channels.stream().mapToLong(ChannelCounts::total).sum();
        }

        /** When the first was sent. */
        public Optional<Instant> firstAt() {
            return channels.stream()
                    .flatMap(channel -> channel.firstAt().stream())
                    .min(Instant::compareTo);
        }

        /** When the latest was sent. */
        public Optional<Instant> lastAt() {
            return channels.stream()
                    .flatMap(channel -> channel.lastAt().stream())
                    .max(Instant::compareTo);
        }
    }

    /**
     * How far one channel has come with an event.
     *
     * @param waiting subscribers whose turn has not come
     * @param counts deliveries by state; states without any are absent
     * @param firstAt when the first was sent
     * @param medianAt when half of those sent by now had been sent; empty while more are to follow
     * @param lastAt when the latest was sent
     */
    public record ChannelCounts(
            String channel,
            long waiting,
            Map<DeliveryState, Long> counts,
            Optional<Instant> firstAt,
            Optional<Instant> medianAt,
            Optional<Instant> lastAt) {
        public ChannelCounts {
            counts = Map.copyOf(counts);
        }

        public long count(DeliveryState state) {
            return counts.getOrDefault(state, 0L);
        }

        public long total() {
            return waiting + counts.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Those whose turn has not come, is now, or comes again. */
        public long unfinished() {
            return waiting + count(DeliveryState.SENDING) + count(DeliveryState.RETRY);
        }
    }

    /** When something that was sent again by hand had arrived first, and with what answer. */
    public record FirstSent(Instant at, Optional<String> code) {}

    /**
     * One recipient's line.
     *
     * @param address masked; empty once the person was erased, and for callers who may not manage subscribers
     * @param attempts all, those before it was sent again by hand among them
     * @param doneAt when it was sent first, or else was over
     * @param error what the other side said, without addresses; under the same conditions
     * @param firstSent of what was sent again by hand, where it had arrived before
     * @param canReplay whether it can be sent again by hand now
     */
    public record Entry(
            String eventId,
            String subscriberId,
            Optional<String> address,
            String channel,
            DeliveryState state,
            int attempts,
            Instant createdAt,
            Optional<Instant> retryAt,
            Optional<Instant> doneAt,
            Optional<String> code,
            Optional<String> error,
            Optional<FirstSent> firstSent,
            boolean canReplay) {}

    /** A page of the ledger. @param next where the next page begins, if there is one */
    public record Entries(List<Entry> rows, Optional<String> next) {
        public Entries {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What was told of an incident.
     *
     * @param events newest first
     * @param isBeginning whether something was posted of which the recipients are still being determined, so that an event follows
     */
    public record Told(List<Event> events, boolean isBeginning) {
        public Told {
            events = List.copyOf(events);
        }
    }

    /** Names something that was told of an incident by its event. */
    public record NoticeOf(IncidentId incident, String eventId) {}

    /** What was told of an incident of this page, and whether more follows at once. */
    public Told told(Call call, PageId page, IncidentId incident) {
        return database.readPage(call, page, Permission.VIEW_PAGE, tx -> {
            var ledger = new LedgerRepository(tx);
            if (!ledger.hasIncident(page, incident)) {
                throw new Problem.NotFound("incident");
            }
            boolean isBeginning = ledger.isBeginning(page, incident);
            return new Told(ledger.events(page, incident, inOrder), isBeginning);
        });
    }

    /**
     * Recipients of one event of an incident of this page, in the order of their ids.
     *
     * @param after {@link Entries#next} of the page before
     */
    public Entries entries(Call call, PageId page, NoticeOf notice, Optional<String> after) {
        boolean mayRead = call.actor().may(page, Permission.MANAGE_SUBSCRIBERS);
        return database.readPage(call, page, Permission.VIEW_PAGE, tx -> {
            var ledger = new LedgerRepository(tx);
            if (!ledger.hasEvent(page, notice)) {
                throw new Problem.NotFound("notice");
            }
            var rows = ledger.rows(page, notice.eventId(), after.orElse(""), MOST_ROWS + 1);
            var shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
            var next = rows.size() > MOST_ROWS ? Optional.of(shown.getLast().subscriber()) : Optional.<String>empty();
            return new Entries(
                    mayRead
                            ? readable(tx, shown)
                            : shown.stream().map(row -> entry(row, null, null)).toList(),
                    next);
        });
    }

    /**
     * One delivery to an endpoint.
     *
     * @param about the incident's or the component's name; empty once it was deleted
     * @param at when what is told happened
     */
    public record ToEndpoint(Notice.Kind kind, Optional<String> about, Instant at, Entry entry) {}

    /**
     * The newest deliveries to one endpoint, at most {@link #MOST_ROWS}, of the page's newest events; the newest first.
     *
     * @param failed those alone that have failed, for now or for good
     */
    public List<ToEndpoint> toEndpoint(Call call, PageId page, SubscriberId endpoint, boolean failed) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var found = new LedgerRepository(tx).toEndpoint(page, endpoint, MOST_ROWS, failed);
            var entries =
                    readable(tx, found.stream().map(OfEndpoint::row).toList()).iterator();
            return found.stream()
                    .map(one -> new ToEndpoint(one.kind(), one.about(), one.at(), entries.next()))
                    .toList();
        });
    }

    private List<Entry> readable(Tx tx, List<Row> rows) {
        var ids = rows.stream().map(Row::subscriber).toList();
        var keys = ids.isEmpty() ? Map.<String, SubjectKey>of() : vault.subjects(tx, ids);
        var people = audience.any(tx, ids);
        return rows.stream()
                .map(row -> entry(row, people.get(row.subscriber()), keys.get(row.subscriber())))
                .toList();
    }

    private Entry entry(Row row, @Nullable Recipient person, @Nullable SubjectKey key) {
        boolean isOver = row.state() != DeliveryState.SENDING && row.state() != DeliveryState.RETRY;
        return new Entry(
                row.event(),
                row.subscriber(),
                Optional.ofNullable(person).map(Ledger::masked),
                row.channel(),
                row.state(),
                row.attempts(),
                row.createdAt(),
                row.retryAt(),
                row.firstSent().map(FirstSent::at).or(row::doneAt),
                row.code(),
                Optional.ofNullable(key)
                        .flatMap(k -> row.error()
                                .map(error -> k.open(Recorder.errorOf(row.event(), row.subscriber()), error))),
                row.firstSent(),
                isOver && row.isActive() && inOrder.contains(row.channel()));
    }

    /** Of a webhook the host alone: its path may be a secret. */
    private static String masked(Recipient person) {
        return person.channel().equals(Audience.WEBHOOK)
                ? URI.create(person.target()).getHost() + "/\u2026"
                : masked(person.address());
    }

    /** Enough to recognise one's own address, not enough to write to it: {@code a***e@example.com}. */
    static String masked(EmailAddress address) {
        int[] local = address.local().codePoints().toArray();
        var first = Character.toString(local[0]);
        var last = local.length < 3 ? "" : Character.toString(local[local.length - 1]);
        return first + "***" + last + "@" + address.domain();
    }
}

package foghorn.incident;

import foghorn.audit.AuditLog;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.outbox.Outbox;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes, publishes and takes back what a team has learnt from an incident or a maintenance that is over. */
public final class PostmortemService {
    /** Characters of a postmortem. */
    public static final int MAX_BODY = 65_000;

    private static final int MAX_TWEET = 280;
    /** How much automatic saving of one writer is one entry of the log. */
    private static final Duration STRETCH = Duration.ofMinutes(30);

    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private static final List<String> SHOWN_IN =
            List.of("history.atom", "history.rss", "history.feed", "api/v2/incidents");

    private final Database database;

    PostmortemService(Database database) {
        this.database = database;
    }

    public Postmortem find(Call call, PageId page, IncidentId id) {
        return database.readPage(call, page, Permission.VIEW_INCIDENTS, tx -> {
            new IncidentReader(tx, page).require(id);
            return require(tx, page, id);
        });
    }

    /** Saves a draft, the first one too. The page shows nothing of it. */
    public Postmortem write(Call call, PageId page, IncidentId id, PostmortemDraft draft) {
        return change(call, page, id, (tx, incident) -> {
            var repository = new PostmortemRepository(tx, page);
            var present = repository.find(id);
            check(tx, draft.expected(), repository, present);
            var written = draft(tx, incident, present, draft.body());
            if (present.filter(written::equals).isEmpty()) {
                record(tx, repository, present.isPresent() && draft.isAutomatic(), id);
            }
            return written;
        });
    }

    /**
     * Whoever has just saved it without a word from him, while he went on writing, is not told that somebody was faster.
     */
    private static void check(
            Tx tx, ExpectedVersion expected, PostmortemRepository repository, Optional<Postmortem> present) {
        boolean isHisOwn = expected instanceof ExpectedVersion.OfForm
                && present.filter(draft ->
                                draft.draft().updatedAt().isAfter(tx.now().minus(JUST_NOW)))
                        .filter(draft -> repository.isWriting(
                                draft.incidentId(), tx.call().actor().auditId(), STRETCH))
                        .isPresent();
        if (!isHisOwn) {
            expected.check(present.map(Postmortem::version).orElse(0));
        }
    }

    private static void record(Tx tx, PostmortemRepository repository, boolean isAutomatic, IncidentId id) {
        var writer = tx.call().actor().auditId();
        if (!isAutomatic || !repository.isWriting(id, writer, STRETCH)) {
            repository.beginWriting(id, writer);
            new AuditLog(tx).record("postmortem.drafted", id.value());
        }
    }

    private static Postmortem draft(Tx tx, Incident incident, Optional<Postmortem> before, String text) {
        if (!incident.isOver()) {
            throw new Problem.Invalid("body_draft", "can be written once the incident is over");
        }
        var body = body("body_draft", text);
        var repository = new PostmortemRepository(tx, incident.pageId());
        var now = new Postmortem.Text(body, tx.now());
        if (before.isEmpty()) {
            var made = new Postmortem(
                    incident.id(),
                    IncidentUpdateId.next(),
                    Ids.secret(),
                    now,
                    Optional.empty(),
                    Postmortem.Telling.NOBODY,
                    Optional.empty(),
                    repository.firstVersion(incident.id()),
                    tx.now(),
                    tx.now());
            repository.insert(made, tx.call().actor().auditId());
            return made;
        }
        var present = before.get();
        if (present.draft().body().equals(body)) {
            return present;
        }
        var next = next(tx, present, now, present.published(), present.telling(), present.toldAt());
        repository.save(next);
        return next;
    }

    /**
     * Puts the draft, or the text given, on the page. Subscribers are told if that is asked for and they have not been told of it before.
     */
    public Postmortem publish(Call call, PageId page, IncidentId id, PublishPostmortem command) {
        return change(call, page, id, (tx, incident) -> {
            var repository = new PostmortemRepository(tx, page);
            var before = repository.find(id);
            check(tx, command.expected(), repository, before);
            var draft = command.body().isPresent()
                    ? draft(tx, incident, before, command.body().get())
                    : before.orElseThrow(() -> new Problem.NotFound("postmortem"));
            if (!incident.isOver()) {
                throw new Problem.Invalid("body_draft", "can be published once the incident is over");
            }
            if (draft.draft().body().isBlank()) {
                throw new Problem.Invalid("body_draft", "must be written before it is published");
            }
            boolean tells = command.telling().subscribers() && draft.toldAt().isEmpty() && !incident.backfilled();
            var published = published(tx, draft, checked(command.telling()), tells);
            repository.save(published);
            repository.keepVersion(published);
            repository.touchIncident(id);
            new Outbox(tx).append(page, event(tx, page, published, tells));
            new AuditLog(tx)
                    .record(
                            "postmortem.published",
                            id.value(),
                            Map.of("version", published.version(), "notify", tells));
            return published;
        });
    }

    private static Postmortem published(Tx tx, Postmortem draft, Postmortem.Telling telling, boolean tells) {
        var text = draft.published()
                .map(Postmortem.Published::text)
                .filter(shown -> shown.body().equals(draft.draft().body()))
                .orElseGet(() -> new Postmortem.Text(draft.draft().body(), tx.now()));
        var at = draft.published().map(Postmortem.Published::at).orElse(tx.now());
        return next(
                tx,
                draft,
                draft.draft(),
                Optional.of(new Postmortem.Published(text, at)),
                telling,
                tells ? Optional.of(tx.now()) : draft.toldAt());
    }

    /** The event names the update that was the newest then, so that what came before is told as it was. */
    private static IncidentEvent event(Tx tx, PageId page, Postmortem published, boolean tells) {
        var newest = new IncidentUpdateRepository(tx, page)
                .ofIncidents(List.of(published.incidentId())).getOrDefault(published.incidentId(), List.of()).stream()
                        .max(java.util.Comparator.comparingInt(IncidentUpdate::seq));
        return newest.<IncidentEvent>map(update -> new IncidentEvent.PostmortemPublished(
                        published.incidentId(), update.id(), update.version(), published.version(), tells))
                .orElseGet(() -> new IncidentEvent.Changed(published.incidentId()));
    }

    /** Takes it off the page again; the draft stays. What is still to be told of it is called off. */
    public Postmortem revert(Call call, PageId page, IncidentId id, ExpectedVersion expected) {
        return change(call, page, id, (tx, incident) -> {
            var present = require(tx, page, id);
            expected.check(present.version());
            if (!present.isPublished()) {
                return present;
            }
            var draft =
                    next(tx, present, present.draft(), Optional.empty(), Postmortem.Telling.NOBODY, present.toldAt());
            new PostmortemRepository(tx, page).save(draft);
            withdraw(tx, page, id);
            new AuditLog(tx).record("postmortem.reverted", id.value());
            return draft;
        });
    }

    /** Removes it, draft and all. */
    public void delete(Call call, PageId page, IncidentId id, ExpectedVersion expected) {
        change(call, page, id, (tx, incident) -> {
            var present = require(tx, page, id);
            expected.check(present.version());
            new PostmortemRepository(tx, page).delete(id);
            if (present.isPublished()) {
                withdraw(tx, page, id);
            }
            new AuditLog(tx).record("postmortem.deleted", id.value());
            return present;
        });
    }

    /** Notes whether there is something to be written at all. */
    public void ignore(Call call, PageId page, IncidentId id, boolean ignored) {
        change(call, page, id, (tx, incident) -> {
            var repository = new PostmortemRepository(tx, page);
            if (repository.ignored(List.of(id)).contains(id) == ignored) {
                return ignored;
            }
            repository.ignore(id, ignored);
            new Outbox(tx).append(page, new IncidentEvent.Changed(id));
            new AuditLog(tx).record(ignored ? "postmortem.ignored" : "postmortem.awaited", id.value());
            return ignored;
        });
    }

    private interface Verb<T> {
        T of(Tx tx, Incident incident);
    }

    private <T> T change(Call call, PageId page, IncidentId id, Verb<T> verb) {
        return database.changePage(
                call,
                page,
                tx -> IncidentService.permissionFor(tx, page, id),
                tx -> verb.of(tx, new IncidentReader(tx, page).require(id)));
    }

    private static Postmortem require(Tx tx, PageId page, IncidentId id) {
        return new PostmortemRepository(tx, page).find(id).orElseThrow(() -> new Problem.NotFound("postmortem"));
    }

    /** Nobody reads it any more once the verb returns, wherever it stood. */
    private static void withdraw(Tx tx, PageId page, IncidentId id) {
        new PostmortemRepository(tx, page).touchIncident(id);
        tx.withdraw("incidents/" + id);
        SHOWN_IN.forEach(tx::withdraw);
        new Outbox(tx).append(page, new IncidentEvent.PostmortemWithdrawn(id));
    }

    private static Postmortem next(
            Tx tx,
            Postmortem present,
            Postmortem.Text draft,
            Optional<Postmortem.Published> published,
            Postmortem.Telling telling,
            Optional<java.time.Instant> toldAt) {
        return new Postmortem(
                present.incidentId(),
                present.updateId(),
                present.previewKey(),
                draft,
                published,
                telling,
                toldAt,
                present.version() + 1,
                present.createdAt(),
                tx.now());
    }

    static String body(String field, String text) {
        if (text.codePointCount(0, text.length()) > MAX_BODY || text.indexOf('\0') >= 0) {
            throw new Problem.Invalid(field, "must have at most 65,000 characters");
        }
        return text;
    }

    private static Postmortem.Telling checked(Postmortem.Telling telling) {
        tweet(telling.customTweet());
        return telling;
    }

    static void tweet(Optional<String> tweet) {
        if (tweet.filter(text -> text.codePointCount(0, text.length()) > MAX_TWEET)
                .isPresent()) {
            throw new Problem.Invalid("custom_tweet", "must have at most " + MAX_TWEET + " characters");
        }
    }
}

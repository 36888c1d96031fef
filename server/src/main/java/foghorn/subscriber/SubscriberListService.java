package foghorn.subscriber;

import foghorn.kit.crypto.BlindIndex;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.subscriber.SubscriberListRepository.Row;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows the team who follows a page by e-mail. Addresses are encrypted, so they can be looked for by what the blind index holds of them;
 * parts of the list are opened one at a time, however long it is.
 */
public final class SubscriberListService {
    /** Subscribers in one part of the list. */
    public static final int PART = 50;

    /** Before every id. */
    private static final String START = "";

    private final Database database;
    private final Vault vault;

    SubscriberListService(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * A part of the list, by id.
     *
     * @param last after whom the next part begins; empty if there is none
     */
    public record Part(List<ListedSubscriber> subscribers, Optional<SubscriberId> last) {
        public Part {
            subscribers = List.copyOf(subscribers);
        }
    }

    /** The subscribers of one state, or all, that follow this one in the list; the first ones if none is named. */
    public Part list(Call call, PageId page, Optional<SubscriberState> state, Optional<SubscriberId> after) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var rows = new SubscriberListRepository(tx, page)
                    .after(after.map(SubscriberId::value).orElse(START), state, PART + 1);
            return part(tx, rows);
        });
    }

    private Part part(Tx tx, List<Row> rows) {
        boolean more = rows.size() > PART;
        var part = opened(tx, more ? rows.subList(0, PART) : rows);
        return new Part(part, more ? Optional.of(part.getLast().id()) : Optional.empty());
    }

    /**
     * Those, in whatever state, whose address these words speak for, that follow this one in the list.
     *
     * @param words a whole address in whatever spelling, a domain, or the first 3 to 10 characters of an address
     */
    public Part search(Call call, PageId page, String words, Optional<SubscriberId> after) {
        var text = words.strip();
        if (text.codePointCount(0, text.length()) < BlindIndex.SHORTEST_PREFIX) {
            throw new Problem.Invalid("email", "must have at least " + BlindIndex.SHORTEST_PREFIX + " characters");
        }
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var terms = vault.blindIndex(tx, page).sought(FollowerListService.spelled(text));
            var rows = new SubscriberListRepository(tx, page)
                    .sought(terms, after.map(SubscriberId::value).orElse(START), PART + 1);
            return part(tx, rows);
        });
    }

    /** One of them, also who has left; who was erased is not found. */
    public Subscription find(Call call, PageId page, SubscriberId id) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            var row = new SubscriptionRepository(tx, page)
                    .readByEmail(id.value())
                    .orElseThrow(() -> new Problem.NotFound("subscriber"));
            return new SubscriptionOpening(tx, vault, page).opened(row);
        });
    }

    private List<ListedSubscriber> opened(Tx tx, List<Row> rows) {
        var keys = vault.subjects(tx, rows.stream().map(Row::id).toList());
        return rows.stream()
                .map(row -> new ListedSubscriber(
                        new SubscriberId(row.id()),
                        address(row, keys.get(row.id())),
                        row.state(),
                        row.createdAt(),
                        row.confirmedAt(),
                        row.scopes()))
                .toList();
    }

    private static Optional<String> address(Row row, @Nullable SubjectKey key) {
        byte[] sealed = row.address();
        return key == null || sealed == null
                ? Optional.empty()
                : Optional.of(key.open(Audience.address(row.id()), sealed));
    }
}

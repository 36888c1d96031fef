package foghorn.subscriber;

import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.mail.EmailAddress;
import foghorn.subscriber.SubscriberListRepository.Row;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows the team who follows a page by e-mail. Addresses are encrypted, so one can be looked for whole alone; parts of the list are
 * opened one at a time, however long it is.
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
            boolean more = rows.size() > PART;
            var part = opened(tx, more ? rows.subList(0, PART) : rows);
            return new Part(part, more ? Optional.of(part.getLast().id()) : Optional.empty());
        });
    }

    /** The subscriber with exactly this address, in whatever spelling. */
    public Optional<ListedSubscriber> find(Call call, PageId page, EmailAddress address) {
        return database.readPage(call, page, Permission.MANAGE_SUBSCRIBERS, tx -> {
            byte[] mac = vault.blindIndex(tx, page).unique(address.comparable());
            var row = new SubscriberListRepository(tx, page).find(mac);
            return opened(tx, row.stream().toList()).stream().findFirst();
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

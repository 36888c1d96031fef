package foghorn.notification;

import foghorn.kit.crypto.Field;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.notification.DirectRepository.Row;
import foghorn.subscriber.Audience;
import foghorn.subscriber.Recipient;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what direct messages hold; lives as long as one transaction. One that cannot be opened is given up, and keeps none waiting. */
final class DirectOpening {
    private static final Logger LOG = LoggerFactory.getLogger(DirectOpening.class);

    private final Tx tx;
    private final Audience audience;
    private final Vault vault;
    private final DirectRepository messages;

    DirectOpening(Tx tx, Audience audience, Vault vault) {
        this.tx = tx;
        this.audience = audience;
        this.vault = vault;
        this.messages = new DirectRepository(tx);
    }

    /** A message that can be made. */
    record Opened(Row row, String token, Recipient recipient) {
        Item under(Claim claim) {
            return new Item(
                    claim, new Item.Direct(row.id(), row.kind(), token), recipient, row.attempts(), row.createdAt());
        }
    }

    List<Opened> opened(List<Row> rows) {
        try {
            return together(rows);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.debug("Some of {} direct messages cannot be opened", rows.size(), e);
        }
        var opened = new ArrayList<Opened>(rows.size());
        for (var row : rows) {
            try {
                opened.addAll(together(List.of(row)));
            } catch (IllegalStateException | IllegalArgumentException e) {
                LOG.error("Direct message {} cannot be opened; it is given up", row.id(), e);
                messages.drop(row.id(), "unreadable");
            }
        }
        return opened;
    }

    private List<Opened> together(List<Row> rows) {
        var subscribers = rows.stream().map(Row::subscriber).toList();
        var keys = vault.subjects(tx, subscribers);
        var recipients = audience.any(tx, subscribers);
        var erased = new ArrayList<Row>();
        var opened = new ArrayList<Opened>(rows.size());
        for (var row : rows) {
            var key = keys.get(row.subscriber());
            var recipient = recipients.get(row.subscriber());
            if (key == null || recipient == null) {
                erased.add(row);
            } else {
                var token = key.open(new Field("direct_message", "token", row.id()), row.token());
                opened.add(new Opened(row, token, recipient));
            }
        }
        erased.forEach(row -> messages.drop(row.id(), "erased"));
        return opened;
    }
}

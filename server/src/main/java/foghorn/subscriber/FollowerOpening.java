package foghorn.subscriber;

import foghorn.component.ComponentId;
import foghorn.kit.crypto.SubjectKey;
import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.subscriber.FollowerRepository.Row;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Optional;

/** Opens what is sealed of subscribers, with two queries for any number of them; lives as long as one transaction. */
final class FollowerOpening {
    private final Tx tx;
    private final Vault vault;

    FollowerOpening(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    /** In their order; whoever was erased is missing. */
    List<Follower> opened(List<Row> rows) {
        var ids = rows.stream().map(Row::id).toList();
        var keys = vault.subjects(tx, ids);
        var components = new WebhookRepository(tx).components(ids);
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(keys.get(row.id())).stream()
                        .map(key -> opened(row, key, components.getOrDefault(row.id(), List.of()))))
                .toList();
    }

    Follower opened(Row row) {
        return opened(List.of(row)).stream().findFirst().orElseThrow(() -> new Problem.NotFound("subscriber"));
    }

    private static Follower opened(Row row, SubjectKey key, List<ComponentId> components) {
        return new Follower(
                new SubscriberId(row.id()),
                row.channel(),
                key.open(Audience.address(row.id()), row.address()),
                row.contact().map(contact -> key.open(Audience.contact(row.id()), contact)),
                row.state(),
                components,
                row.vouched(),
                row.createdAt(),
                row.quarantinedAt(),
                row.purgeAt());
    }
}

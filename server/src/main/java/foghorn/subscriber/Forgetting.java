package foghorn.subscriber;

import foghorn.kit.crypto.Vault;
import foghorn.kit.db.Tx;
import foghorn.subscriber.ErasureRepository.Leaver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Forgets people: their rows go, and with their keys whatever of them stands anywhere else, copies of the database included. What stays of
 * an e-mail address whose owner left is a keyed hash that leads to nobody.
 */
final class Forgetting {
    private final Vault vault;
    private final List<Traces> traces = new CopyOnWriteArrayList<>();

    Forgetting(Vault vault) {
        this.vault = vault;
    }

    void alsoIn(Traces others) {
        traces.add(others);
    }

    /** Forgets these people of one or several pages. */
    void forget(Tx tx, Collection<Leaver> leavers) {
        var ids = leavers.stream().map(Leaver::id).toList();
        var rows = new ErasureRepository(tx);
        rows.remember(leavers.stream()
                .filter(leaver ->
                        leaver.channel().equals(Audience.EMAIL) && leaver.state() == SubscriberState.UNSUBSCRIBED)
                .map(Leaver::id)
                .toList());
        leavers.stream().collect(Collectors.groupingBy(Leaver::page)).forEach((page, some) -> {
            var addresses = addresses(tx, some);
            traces.forEach(other -> other.remove(tx, page, addresses));
        });
        rows.delete(ids);
        ids.forEach(id -> vault.erase(tx, id));
    }

    private Set<String> addresses(Tx tx, List<Leaver> leavers) {
        var keys = vault.subjects(tx, leavers.stream().map(Leaver::id).toList());
        return leavers.stream()
                .flatMap(leaver -> Optional.ofNullable(keys.get(leaver.id())).stream()
                        .flatMap(key -> leaver.address().stream()
                                .map(address -> key.open(Audience.address(leaver.id()), address))))
                .collect(Collectors.toSet());
    }
}

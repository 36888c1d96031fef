package foghorn.organization;

import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.tenant.AccountId;
import foghorn.tenant.Call;
import foghorn.tenant.Permission;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who stands behind the actors that audit entries name. The entries hold ids; whoever was erased since has no name any more. */
public final class ActorService {
    private static final String TEAM_MEMBER = "team_member:";
    private static final String API_KEY = "api_key:";

    private final Database database;
    private final Accounts accounts;

    ActorService(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** What each of these actors is called; people by their address, which is the team's to know. */
    public Map<String, String> names(Call call, Set<String> actors) {
        call.actor().require(Permission.VIEW_AUDIT);
        return database.read(call, tx -> {
            var names = new HashMap<String, String>();
            people(tx, ids(actors, TEAM_MEMBER)).forEach((id, name) -> names.put(TEAM_MEMBER + id, name));
            new ApiKeyRepository(tx)
                    .names(ids(actors, API_KEY))
                    .forEach((id, name) -> names.put(API_KEY + id, "API key " + name));
            actors.forEach(actor -> names.putIfAbsent(actor, words(actor)));
            return names;
        });
    }

    /** The addresses of those among these ids that are of accounts or members that are, or were, on the team. */
    public Map<String, String> people(Call call, Set<String> ids) {
        call.actor().require(Permission.VIEW_AUDIT);
        return database.read(call, tx -> {
            var people = new HashMap<>(people(tx, ids));
            new TeamRepository(tx)
                    .known(ids)
                    .forEach(
                            account -> address(tx, account).ifPresent(address -> people.put(account.value(), address)));
            return people;
        });
    }

    private Optional<String> address(Tx tx, AccountId account) {
        return accounts.find(tx.handle(), account).map(found -> found.address().value());
    }

    private Map<String, String> people(Tx tx, Set<String> members) {
        var people = new HashMap<String, String>();
        new TeamRepository(tx)
                .accounts(members)
                .forEach((member, account) -> address(tx, account).ifPresent(address -> people.put(member, address)));
        return people;
    }

    private static Set<String> ids(Set<String> actors, String prefix) {
        return actors.stream()
                .filter(actor -> actor.startsWith(prefix))
                .map(actor -> actor.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static String words(String actor) {
        return switch (actor.replaceFirst(":.*", "")) {
            case "viewer" -> "A visitor of the page";
            case "subscriber" -> "A subscriber";
            case "staff" -> "Whoever runs the installation";
            case "job" -> "Foghorn itself";
            default -> actor;
        };
    }
}

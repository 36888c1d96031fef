package foghorn.component.uptime;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outages of a page's components inside a transaction that somebody else began; it asks for no permission. */
public final class Uptimes {
    private final Tx tx;
    private final ZoneId zone;
    private final UptimeRepository repository;

    /** @param zone the page's, in which a component's start date is a day */
    public Uptimes(Tx tx, PageId page, ZoneId zone) {
        this.tx = tx;
        this.zone = zone;
        this.repository = new UptimeRepository(tx, page);
    }

    /**
     * What is known of those of these components whose uptime is shown, by id, up to now. A component is known from its start date, but not before
     * its history begins.
     *
     * @param first outages that were over before this day are left out
     */
    public Map<String, UptimeHistory> since(LocalDate first, Collection<String> ids) {
        return histories(first, ids, repository.corrections(ids, first));
    }

    /** The same without what was corrected. */
    Map<String, UptimeHistory> measured(LocalDate first, Collection<String> ids) {
        return histories(first, ids, Map.of());
    }

    private Map<String, UptimeHistory> histories(
            LocalDate first, Collection<String> ids, Map<String, TreeMap<LocalDate, Correction>> corrections) {
        var outages = repository.outages(ids, start(first));
        var histories = new HashMap<String, UptimeHistory>();
        for (var component : repository.watched(ids)) {
            var id = component.id();
            var from = knownFrom(component);
            histories.put(
                    id,
                    new UptimeHistory(
                            from,
                            from.isAfter(tx.now()) ? from : tx.now(),
                            outages.getOrDefault(id, List.of()),
                            corrections.getOrDefault(id, new TreeMap<>())));
        }
        return histories;
    }

    /** How the page counts outages. */
    public static UptimeRule rule(Tx tx, PageId page) {
        return new UptimeRuleRepository(tx, page)
                .find()
                .map(UptimeRuleService.Versioned::rule)
                .orElse(UptimeRule.STANDARD);
    }

    /** All corrections by component. */
    public Map<String, TreeMap<LocalDate, Correction>> corrections(Collection<String> ids) {
        return repository.corrections(ids, LocalDate.EPOCH);
    }

    /** Since when each of those of these components is known whose uptime is shown, by id. */
    public Map<String, Instant> knownFrom(Collection<String> ids) {
        return repository.watched(ids).stream()
                .collect(Collectors.toMap(UptimeRepository.Watched::id, this::knownFrom));
    }

    private Instant knownFrom(UptimeRepository.Watched component) {
        return component
                .startDate()
                .map(this::start)
                .filter(component.watchedFrom()::isBefore)
                .orElse(component.watchedFrom());
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}

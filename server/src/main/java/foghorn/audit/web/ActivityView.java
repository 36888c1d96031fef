package foghorn.audit.web;

import foghorn.kit.web.Shell;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was done, newest first.
 *
 * @param who the actor to whom the list is narrowed down, by its id
 * @param whoName the same in words
 * @param about the id of the thing to which it is narrowed down
 * @param older where the next part begins
 */
public record ActivityView(
        Shell shell,
        List<Activity> entries,
        Optional<ActivityKind> what,
        Optional<String> who,
        String whoName,
        Optional<String> about,
        ActivityDays days,
        Optional<Long> older) {
    public ActivityView {
        entries = List.copyOf(entries);
    }

    public boolean isNarrowed() {
        return what.isPresent() || who.isPresent() || about.isPresent() || days.isNarrowed();
    }

    /** The name of the zone in which days are cut. */
    public String zone() {
        return shell.clock().zone().getId().replaceFirst("^Etc/", "");
    }

    /** The address of what one actor has done. */
    public static String by(Activity entry) {
        return href(Map.of("who", entry.actor()));
    }

    /** The address of what was done with one thing. */
    public static String about(Activity entry) {
        return href(Map.of("about", entry.subject()));
    }

    /** The address of the next part of the same list. */
    public String next() {
        var query = new LinkedHashMap<String, String>();
        what.ifPresent(kind -> query.put("what", kind.wire()));
        who.ifPresent(actor -> query.put("who", actor));
        about.ifPresent(subject -> query.put("about", subject));
        days.from().ifPresent(day -> query.put("from", day.toString()));
        days.to().ifPresent(day -> query.put("to", day.toString()));
        older.ifPresent(seq -> query.put("before", Long.toString(seq)));
        return href(query);
    }

    private static String href(Map<String, String> query) {
        return query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", ActivityController.PATH + "?", ""));
    }
}

package foghorn.organization.web;

import foghorn.tenant.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Permissions in words. */
public final class Scope {
    private Scope() {}

    /** What the permission allows, as a line of a list of choices. */
    public static String label(Permission permission) {
        return switch (permission) {
            case VIEW_PAGE -> "Pages, components, incidents and maintenances";
            case VIEW_COMPONENTS -> "Only components and their uptime";
            case VIEW_INCIDENTS -> "Only incidents and maintenances";
            case VIEW_SUBSCRIBERS -> "Subscribers";
            case MANAGE_PAGE -> "Page settings";
            case MANAGE_COMPONENTS -> "Components and their statuses";
            case MANAGE_INCIDENTS -> "Incidents";
            case MANAGE_MAINTENANCE -> "Maintenances";
            case MANAGE_SUBSCRIBERS -> "Subscribers";
            case MANAGE_ORGANIZATION -> "Team, API keys and pages";
            case VIEW_AUDIT -> "Activity of the whole organization";
        };
    }

    /** What else there is to know of it; empty for most. */
    public static String hint(Permission permission) {
        return switch (permission) {
            case VIEW_PAGE -> "No subscriber's address.";
            case VIEW_SUBSCRIBERS -> "With their addresses.";
            case MANAGE_SUBSCRIBERS -> "With their addresses, and who was told of what.";
            case MANAGE_ORGANIZATION -> "Whoever may do this can give away everything else.";
            case VIEW_COMPONENTS,
                    VIEW_INCIDENTS,
                    MANAGE_PAGE,
                    MANAGE_COMPONENTS,
                    MANAGE_INCIDENTS,
                    MANAGE_MAINTENANCE,
                    VIEW_AUDIT -> "";
        };
    }

    /** Whether the permission only lets read. */
    public static boolean isReading(Permission permission) {
        return switch (permission) {
            case VIEW_PAGE, VIEW_COMPONENTS, VIEW_INCIDENTS, VIEW_SUBSCRIBERS, VIEW_AUDIT -> true;
            case MANAGE_PAGE,
                    MANAGE_COMPONENTS,
                    MANAGE_INCIDENTS,
                    MANAGE_MAINTENANCE,
                    MANAGE_SUBSCRIBERS,
                    MANAGE_ORGANIZATION -> false;
        };
    }

    /** Those that only let read, or the others. */
    public static List<Permission> all(boolean reading) {
        return Arrays.stream(Permission.values())
                .filter(permission -> isReading(permission) == reading)
                .toList();
    }

    /** All of them in one phrase, for example {@code Reads pages; writes incidents, subscribers}. */
    public static String phrase(Set<Permission> permissions) {
        if (Arrays.stream(Permission.values()).allMatch(permission -> permission.isAmong(permissions))) {
            return "May do everything";
        }
        var reads = words(permissions, true);
        var writes = words(permissions, false);
        if (reads.isEmpty() || writes.isEmpty()) {
            return reads.isEmpty() ? "Writes " + writes : "Reads " + reads;
        }
        return "Reads " + reads + "; writes " + writes;
    }

    private static String words(Set<Permission> permissions, boolean reading) {
        return all(reading).stream()
                .filter(permissions::contains)
                .filter(permission ->
                        permission.whole().filter(permissions::contains).isEmpty())
                .map(Scope::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(Permission permission) {
        return switch (permission) {
            case VIEW_PAGE -> "pages";
            case VIEW_COMPONENTS -> "components";
            case VIEW_INCIDENTS -> "incidents and maintenances";
            case VIEW_SUBSCRIBERS -> "subscribers";
            case MANAGE_PAGE -> "page settings";
            case MANAGE_COMPONENTS -> "components";
            case MANAGE_INCIDENTS -> "incidents";
            case MANAGE_MAINTENANCE -> "maintenances";
            case MANAGE_SUBSCRIBERS -> "subscribers";
            case MANAGE_ORGANIZATION -> "team and keys";
            case VIEW_AUDIT -> "activity";
        };
    }
}

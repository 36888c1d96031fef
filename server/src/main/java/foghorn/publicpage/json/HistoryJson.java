package foghorn.publicpage.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the history, in the contract's order of keys; our own additions come last. */
record HistoryJson(
        PageStatus pageStatus,
        List<ComponentEntry> components,
        List<Month> months,
        boolean showComponentFilter,
        boolean showUptimeCalendar,
        @Nullable String componentFilter,
        String startTime,
        String endTime) {
    record PageStatus(PageEntry page) {}

    record PageEntry(
            String name,
            String subdomain,
            @Nullable String domain,
            String url,
            boolean hiddenFromSearch,
            @Nullable String pageDescription,
            String timeZone,
            boolean allowRssAtomFeeds,
            String id) {}

    record ComponentEntry(
            String status,
            String name,
            String createdAt,
            String updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            @Nullable String startDate,
            String id,
            @Nullable String groupId,
            String pageId,
            boolean group,
            boolean onlyShowIfDegraded) {}

    /** @param startsOn the weekday of its first day; Sunday is 0 */
    record Month(String name, int year, int startsOn, int days, List<Entry> incidents) {}

    /**
     * @param code the incident's id
     * @param timestamp begin and end, as HTML for people
     */
    record Entry(
            String code,
            String name,
            String message,
            String impact,
            String timestamp,
            String status,
            String startedAt,
            @Nullable String resolvedAt,
            List<String> componentIds) {}
}

package foghorn.page;

/** What visitors may subscribe to, and over which channels. */
public record SubscriberSettings(
        boolean page, boolean incident, boolean email, boolean sms, boolean webhook, boolean feeds) {}

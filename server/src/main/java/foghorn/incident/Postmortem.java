package foghorn.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What the team has learnt from an incident: a draft of its own, and once published, what the page shows. Source: contract/behaviours.md,
 * section 5.
 *
 * @param updateId under which the status API tells it as an update
 * @param previewKey opens a preview of the draft to whoever has it
 * @param draft what is written; stays as it is when it is published
 * @param published what everybody reads, if anybody does
 * @param toldAt when subscribers were told of it; they are told once
 */
public record Postmortem(
        IncidentId incidentId,
        IncidentUpdateId updateId,
        String previewKey,
        Text draft,
        Optional<Published> published,
        Telling telling,
        Optional<Instant> toldAt,
        int version,
        Instant createdAt,
        Instant updatedAt) {
    /** Words and when they were last another. */
    public record Text(String body, Instant updatedAt) {}

    /** @param at when it first came on the page */
    public record Published(Text text, Instant at) {}

    /**
     * Who is to be told when it is published. Nothing is tweeted; what was asked for is only kept.
     *
     * @param subscribers whether subscribers are
     */
    public record Telling(boolean subscribers, boolean twitter, Optional<String> customTweet) {
        public static final Telling NOBODY = new Telling(false, false, Optional.empty());
    }

    /** Whether the draft says something else than the page, or the page says nothing yet. */
    public boolean isAhead() {
        return published
                .filter(shown -> shown.text().body().equals(draft.body()))
                .isEmpty();
    }

    /** Whether there are words on the page that the team may have to take back. */
    public boolean isPublished() {
        return published.isPresent();
    }
}

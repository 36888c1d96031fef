package foghorn.publicpage.snapshot;

import foghorn.component.uptime.UptimeRule;
import foghorn.page.StatusEmbed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a page's public side needs of the page itself.
 *
 * @param isPublic whether everybody may see it
 * @param isRoot whether it is the page at {@code /} of the console host
 * @param support where visitors turn for help
 * @param subscribe whether it takes subscribers by e-mail
 * @param follow whether single incidents can be followed by e-mail
 * @param feeds whether it has Atom and RSS feeds
 * @param uptime whether it shows the uptime of a component
 * @param recentDays how many days the home page looks back, with the present one
 * @param rule how it counts outages
 * @param tagHost the host that ids in feeds carry for ever
 * @param embed how its status embed looks
 */
public record PageFacts(
        String id,
        String name,
        String subdomain,
        Optional<String> domain,
        boolean isPublic,
        boolean isRoot,
        Optional<String> description,
        Optional<String> support,
        boolean hiddenFromSearch,
        boolean subscribe,
        boolean follow,
        boolean feeds,
        boolean uptime,
        String tagHost,
        StatusEmbed embed,
        int recentDays,
        ZoneId zone,
        UptimeRule rule,
        long pageSeq,
        int version,
        Instant createdAt,
        Instant updatedAt) {}

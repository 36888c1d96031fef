package foghorn.publicpage.feed;

import foghorn.publicpage.snapshot.PageFacts;
import java.time.ZoneOffset;

/** Ids in Atom: tags (RFC 4151) of the host that the page had when it was made, and so they never change. */
final class Tags {
    private Tags() {}

    static String of(PageFacts page, String what) {
        return "tag:" + page.tagHost() + ","
                + page.createdAt().atOffset(ZoneOffset.UTC).getYear() + ":" + what;
    }
}

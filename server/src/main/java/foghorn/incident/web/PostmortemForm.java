package foghorn.incident.web;

import foghorn.incident.Postmortem;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Body;

/**
 * What stands in the form of a postmortem, as it was typed.
 *
 * @param seen the version that the writer has seen; 0 where there was none
 */
public record PostmortemForm(String body, String seen) {
    static PostmortemForm of(Postmortem postmortem) {
        return new PostmortemForm(postmortem.draft().body(), Integer.toString(postmortem.version()));
    }

    static PostmortemForm read(Body body) {
        return new PostmortemForm(
                body.text("body_draft").orElse(""), body.text("seen").orElse(""));
    }

    PostmortemForm having(int version) {
        return new PostmortemForm(body, Integer.toString(version));
    }

    /** What is no number was never a version. */
    ExpectedVersion expected() {
        return new ExpectedVersion.OfForm(seen.matches("\\d{1,9}") ? Integer.parseInt(seen) : -1);
    }
}

package foghorn.organization.web;

import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import java.util.List;

/** Knows the organization's pages. They belong to a room that stands on this one, so the application hands it in. */
public interface PageChoices {
    /** A page that can be chosen. */
    record PageChoice(PageId id, String name) {}

    /** The pages that the caller may view, oldest first. */
    List<PageChoice> of(Call call);
}

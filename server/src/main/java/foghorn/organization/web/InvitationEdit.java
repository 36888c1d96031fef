package foghorn.organization.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.organization.web.PageChoices.PageChoice;
import java.util.List;

/** The form of an invitation. */
public record InvitationEdit(
        Shell shell, String email, RankForm form, List<PageChoice> pages, boolean ownersToo, FormErrors errors) {
    public InvitationEdit {
        pages = List.copyOf(pages);
    }
}

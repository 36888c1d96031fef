package foghorn.organization.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.organization.Colleague;
import foghorn.organization.web.PageChoices.PageChoice;
import java.util.List;

/**
 * What somebody on the team may do.
 *
 * @param version the version the form was made of
 * @param conflict whether they were changed since
 */
public record ColleagueEdit(
        Shell shell,
        Colleague colleague,
        RankForm form,
        int version,
        List<PageChoice> pages,
        boolean ownersToo,
        FormErrors errors,
        boolean conflict) {
    public ColleagueEdit {
        pages = List.copyOf(pages);
    }

    public String action() {
        return "/console/team/" + colleague.member().id();
    }
}

package foghorn.organization.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.organization.web.PageChoices.PageChoice;
import java.util.List;

/** The form for a new key. */
public record ApiKeyEdit(Shell shell, ApiKeyForm form, List<PageChoice> pages, FormErrors errors) {
    public ApiKeyEdit {
        pages = List.copyOf(pages);
    }
}

package foghorn.component.web;

import foghorn.component.Component;
import foghorn.kit.web.Shell;

/** The question before a component or group is removed. */
public record ComponentDeletion(Shell shell, String base, Component component) {
    public String action() {
        return base + "/" + component.id() + "/delete";
    }
}

package foghorn.organization.web;

import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Shell;
import foghorn.organization.ReminderOf;
import java.util.Set;

/**
 * What the reader is reminded of.
 *
 * @param chosen by the names of reminders
 */
public record RemindersView(Shell shell, Set<String> chosen, FormErrors errors) {
    public RemindersView {
        chosen = Set.copyOf(chosen);
    }

    public boolean wants(ReminderOf reminder) {
        return chosen.contains(reminder.wire());
    }
}

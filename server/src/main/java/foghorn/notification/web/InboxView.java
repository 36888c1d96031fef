package foghorn.notification.web;

import foghorn.kit.mail.InboxMessage;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.web.Shell;
import java.util.List;

/** The messages that were kept on this machine. */
public record InboxView(Shell shell, String base, List<InboxMessage> messages) {
    public InboxView {
        messages = List.copyOf(messages);
    }

    /** What must be said wherever these messages are shown. */
    public String warning() {
        return LocalInbox.NOTICE;
    }
}

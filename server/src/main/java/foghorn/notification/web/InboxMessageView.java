package foghorn.notification.web;

import foghorn.kit.mail.InboxMessage;
import foghorn.kit.mail.LocalInbox;
import foghorn.kit.web.Shell;

/** One message that was kept on this machine. */
public record InboxMessageView(Shell shell, String base, InboxMessage message) {
    /** What must be said wherever these messages are shown. */
    public String warning() {
        return LocalInbox.NOTICE;
    }
}

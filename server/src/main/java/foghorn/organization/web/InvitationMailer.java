package foghorn.organization.web;

import foghorn.organization.Invitation.Sendable;
import foghorn.tenant.Call;

/** Mails the link of an invitation. Mail is composed by a room that stands on this one, so the application hands it in. */
public interface InvitationMailer {
    /** Sends it now. */
    Sent send(Call call, Sendable invitation);

    /** What became of it. */
    sealed interface Sent {
        /** A mail server has taken it. */
        record ByMail() implements Sent {}

        /** No mail server has taken it. */
        record NotTaken() implements Sent {}

        /** Mail does not leave this machine, so whoever invites hands the link over. */
        record ByHand(String link) implements Sent {
            @Override
            public String toString() {
                return "ByHand[…]";
            }
        }
    }
}

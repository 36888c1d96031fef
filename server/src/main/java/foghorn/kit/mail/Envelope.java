package foghorn.kit.mail;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;

/**
 * What the way of one message depends on; none of it is read from the message.
 *
 * @param organization whose mail it is
 * @param page in whose name it is sent
 * @param returnPath where servers report that it could not be delivered
 */
public record Envelope(OrganizationId organization, PageId page, EmailAddress returnPath, EmailAddress recipient) {
    /** Whether the message can only be sent where SMTPUTF8 is offered. */
    public boolean needsUtf8() {
        return returnPath.needsUtf8() || recipient.needsUtf8();
    }
}

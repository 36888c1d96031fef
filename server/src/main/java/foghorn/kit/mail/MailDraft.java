package foghorn.kit.mail;

/**
 * One variant of a mail before it is compiled: everything that its recipients share.
 *
 * @param fromName shown instead of the address, as a person wrote it; may be empty
 * @param subject as a person wrote it; {@link HeaderText} makes it safe
 * @param text the plain part, with markers of slots
 * @param html the HTML part, a whole document, with markers of slots
 */
public record MailDraft(String fromName, EmailAddress from, String subject, String text, String html) {}

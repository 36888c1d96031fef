package foghorn.kit.mail;

/**
 * Whom mail comes from, and where reports of its fate are to come back to.
 *
 * @param address what stands in From, whatever the page
 * @param tagged whether each message has a return path of its own, {@code local+key@domain}; else it is the address
 */
public record MailSender(EmailAddress address, boolean tagged) {
    /** Octets of the longest key that is written into a return path. */
    public static final int MAX_KEY = 46;

    /** Octets that are left for the sender's own part before the {@code @} when a key follows it. */
    public static final int MAX_TAGGED_LOCAL = EmailAddress.MAX_LOCAL - 1 - MAX_KEY;

    public MailSender {
        if (tagged && !mayBeTagged(address)) {
            throw new IllegalArgumentException("the sender's address is too long for a key behind it");
        }
    }

    public static MailSender plain(EmailAddress address) {
        return new MailSender(address, false);
    }

    public static MailSender tagged(EmailAddress address) {
        return new MailSender(address, true);
    }

    /** Whether the address with any key is still a legal one. */
    public static boolean mayBeTagged(EmailAddress address) {
        return address.localOctets() <= MAX_TAGGED_LOCAL && address.octets() + 1 + MAX_KEY <= EmailAddress.MAX_OCTETS;
    }

    /**
     * The address that the envelope of one message names.
     *
     * @param key of the message: letters, digits and single dots, at most {@value #MAX_KEY}
     */
    public EmailAddress returnPath(String key) {
        return tagged ? new EmailAddress(address.local() + "+" + key + "@" + address.domain()) : address;
    }
}

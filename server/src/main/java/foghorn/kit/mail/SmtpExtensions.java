package foghorn.kit.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a server said in its answer to EHLO.
 *
 * @param utf8 SMTPUTF8 (RFC 6531): addresses beyond ASCII
 * @param maxSize bytes of a message; 0 without a limit, -1 if SIZE (RFC 1870) is not offered
 * @param signIn names of AUTH mechanisms, upper case
 */
record SmtpExtensions(
        boolean pipelining, boolean startTls, boolean eightBit, boolean utf8, long maxSize, Set<String> signIn) {
    /** What a server has that does not know EHLO. */
    static final SmtpExtensions NONE = new SmtpExtensions(false, false, false, false, -1, Set.of());

    static SmtpExtensions of(SmtpReply ehlo) {
        Map<String, String> offered = new HashMap<>();
        ehlo.text().toUpperCase(Locale.ROOT).lines().skip(1).forEach(line -> {
            String[] words = line.strip().split("[ =]", 2);
            offered.merge(words[0], words.length == 2 ? words[1] : "", (one, other) -> one + " " + other);
        });
        return new SmtpExtensions(
                offered.containsKey("PIPELINING"),
                offered.containsKey("STARTTLS"),
                offered.containsKey("8BITMIME"),
                offered.containsKey("SMTPUTF8"),
                size(offered),
                Set.copyOf(Set.of(offered.getOrDefault("AUTH", "").strip().split(" +")).stream()
                        .toList()));
    }

    private static long size(Map<String, String> offered) {
        String size = offered.get("SIZE");
        if (size == null) {
            return -1;
        }
        return size.strip().matches("\\d{1,18}") ? Long.parseLong(size.strip()) : 0;
    }
}

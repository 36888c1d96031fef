package foghorn.signin;

import foghorn.kit.mail.EmailAddress;
import foghorn.tenant.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new password must be: long, and none that is guessed first. No composition is asked for and nothing expires (NIST SP 800-63B-4,
 * 3.1.1.2; ASVS 5, 6.2).
 */
public final class PasswordRules {
    /** Characters, counted as code points. */
    public static final int MIN_LENGTH = 15;

    public static final int MAX_LENGTH = 256;

    /** A password that is one short piece again and again is guessed as that piece. */
    private static final int LONGEST_PIECE = 6;

    private static final Set<String> COMMON = read();

    private PasswordRules() {}

    /** Throws {@link Problem.Invalid} for the field if the password must not be used for the account with this address. */
    public static void require(String field, String password, EmailAddress address) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH) {
            throw new Problem.Invalid(field, "must have at least " + MIN_LENGTH + " characters");
        }
        if (length > MAX_LENGTH) {
            throw new Problem.Invalid(field, "must have at most " + MAX_LENGTH + " characters");
        }
        String plain = simplified(password);
        if (isCommon(plain) || isRepetition(plain) || isRun(plain)) {
            throw new Problem.Invalid(field, "is one of those that are guessed first; take words that are only yours");
        }
        if (plain.equals(simplified(address.value()))) {
            throw new Problem.Invalid(field, "must not be the e-mail address");
        }
    }

    /** Lower case, letters and digits only: the disguises that every guesser knows are taken off. */
    private static String simplified(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static boolean isCommon(String text) {
        return COMMON.contains(text) || COMMON.contains(text.replaceAll("\\p{N}+$", ""));
    }

    private static boolean isRepetition(String text) {
        for (int piece = 1; piece <= Math.min(LONGEST_PIECE, text.length() / 2); piece++) {
            if (text.regionMatches(0, text, piece, text.length() - piece)) {
                return true;
            }
        }
        return text.isEmpty();
    }

    /** Characters that follow each other in the alphabet or in counting, up or down. */
    private static boolean isRun(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            boolean counts = Math.abs(step) == 1 || Math.abs(step) == 9;
            steps += counts ? 1 : 0;
        }
        return steps >= text.length() - 2;
    }

    private static Set<String> read() {
        try (var in = Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

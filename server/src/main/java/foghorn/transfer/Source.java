package foghorn.transfer;

import foghorn.kit.http.Target;
import foghorn.tenant.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the documents of a status page are. */
public sealed interface Source {
    /** As it was named, for errors. */
    String name();

    /** A file of this machine; only whoever runs the installation may name one. */
    record LocalFile(String name) implements Source {}

    /** A document that was handed over, and lies in this file until the import has ended. */
    record Given(String name, Path file) implements Source {}

    /** The address of a page, or of one document, which ends in {@code .json}. */
    record Address(String name) implements Source {
        private static final int MAX_LENGTH = 2_000;

        /** An address as somebody typed it; without a scheme it is one of https. */
        static Address of(String field, String typed) {
            var text = typed.strip();
            if (text.isEmpty()) {
                throw new Problem.Invalid(field, "must be given");
            }
            var address = text.contains("://") ? text : "https://" + text;
            try {
                Target.of(new URI(address));
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new Problem.Invalid(field, "must be a web address such as https://status.example.com");
            }
            if (address.length() > MAX_LENGTH) {
                throw new Problem.Invalid(field, "must have at most " + MAX_LENGTH + " characters");
            }
            return new Address(address);
        }
    }

    /** What the command line names: an address if it begins like one, else a file. */
    static Source named(String text) {
        return text.startsWith("https://") || text.startsWith("http://") ? new Address(text) : new LocalFile(text);
    }
}

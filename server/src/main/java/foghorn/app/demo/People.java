package foghorn.app.demo;

import foghorn.kit.mail.EmailAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Who follows the demo: a thousand people with addresses of domains that nobody can ever have (RFC 2606, section 3). */
final class People {
    private static final long SEED = 20_260_504;
    private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
    private static final String[] FIRST = {
        "ada", "amir", "anna", "ben", "bruno", "carla", "chen", "clara", "dario", "edith", "elif", "emma", "farid",
                "femi",
        "greta", "hana", "ines", "ivan", "jonas", "karim", "lena", "liam", "lucia", "maria", "mateo", "mina", "nadia",
                "noah",
        "olga", "omar", "paula", "priya", "rosa", "sam", "sara", "tariq", "tessa", "tomas", "yuki", "zoe"
    };
    private static final String[] LAST = {
        "abbott", "adeyemi", "almeida", "bauer", "berg", "castro", "cohen", "duarte", "eriksen", "fischer", "garcia",
        "haddad", "ito", "jensen", "kaya", "larsen", "moreau", "novak", "okafor", "patel", "quinn", "rossi", "silva",
        "tanaka", "walker"
    };

    private People() {}

    /** The same people in the same order, each time. */
    static List<EmailAddress> addresses() {
        var random = new Random(SEED);
        var addresses = new ArrayList<EmailAddress>(FIRST.length * LAST.length);
        for (var first : FIRST) {
            for (var last : LAST) {
                var domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
                addresses.add(new EmailAddress(first + "." + last + "@" + domain));
            }
        }
        Collections.shuffle(addresses, random);
        return addresses;
    }
}

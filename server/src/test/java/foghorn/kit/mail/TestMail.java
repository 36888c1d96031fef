package foghorn.kit.mail;

import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import java.nio.charset.StandardCharsets;

/** The mail that the tests of this package send. */
final class TestMail {
    static final OrganizationId ORGANIZATION = new OrganizationId("0123456789bc");
    static final PageId PAGE = new PageId("bcdfghjklmnp");
    static final byte[] HELLO = bytes("Subject: hello\r\n\r\nAll systems operational.\r\n");

    private TestMail() {}

    static Envelope to(String recipient) {
        return new Envelope(
                ORGANIZATION, PAGE, new EmailAddress("bounce+1@status.example.com"), new EmailAddress(recipient));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

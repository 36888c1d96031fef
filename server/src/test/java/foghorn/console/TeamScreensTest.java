package foghorn.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import foghorn.kit.mail.SmtpSettings;
import foghorn.kit.mail.SmtpTransport;
import foghorn.organization.Colleague;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TeamScreensTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.9", ServerSetup.PROTOCOL_SMTP));

    private static SmtpTransport smtp;
    private static Desk desk;

    @BeforeAll
    static void open() {
        MAIL.start();
        smtp = transport(MAIL.getSmtp().getPort());
        desk = new Desk(Optional.of(smtp));
    }

    private static SmtpTransport transport(int port) {
        var settings = new SmtpSettings("127.0.0.9", port, SmtpSettings.Encryption.OFFERED, Optional.empty());
        return new SmtpTransport(settings, 1);
    }

    @AfterAll
    static void close() throws Exception {
        desk.close();
        smtp.close();
        MAIL.stop();
    }

    private static Colleague colleague(String address) {
        return desk.cast.room().team().list(desk.cast.alice()).stream()
                .filter(one -> one.address().value().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> invitation(String email) {
        return Map.of("email", email, "role", "member", "grants[]", desk.page + ":manage_incidents");
    }

    @Test
    void anInvitationIsMailedListedSentAgainAndTakenBack() throws Exception {
        var alice = desk.as(desk.cast.alice());
        assertThat(alice.get("/console/invitations/new").body()).contains("value=\"member\" checked");

        var invited = alice.post("/console/invitations", invitation("eve@newcomers.example"));

        assertThat(invited.headers().firstValue("location")).contains("/console/team?done=invited");
        assertThat(MAIL.waitForIncomingEmail(10_000, 1)).isTrue();
        var mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Join the team of Lighthouse");
        assertThat(mail.getAllRecipients()[0]).hasToString("eve@newcomers.example");
        var text =
                ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
        assertThat(text).containsPattern("http://localhost/console/join\\?token=[A-Za-z0-9_-]{43}");
        var list = alice.get("/console/team").body();
        assertThat(list).contains("eve@newcomers.example", "Larkfield Ferries: Reads pages; writes incidents", "Sent");

        var id = desk.cast
                .room()
                .invitations()
                .list(desk.cast.alice())
                .getFirst()
                .id();
        alice.post("/console/invitations/" + id + "/send", Map.of());
        assertThat(MAIL.waitForIncomingEmail(10_000, 2)).isTrue();
        assertThat(alice.get("/console/invitations/" + id + "/delete").body()).contains("eve@newcomers.example");
        assertThat(desk.as(desk.cast.mallory())
                        .get("/console/invitations/" + id + "/delete")
                        .statusCode())
                .isEqualTo(404);
        alice.post("/console/invitations/" + id + "/delete", Map.of());
        assertThat(alice.get("/console/team").body()).doesNotContain("eve@newcomers.example");
    }

    @Test
    void whatIsRefusedIsShownAgainWithEveryChoiceKept() {
        var alice = desk.as(desk.cast.alice());
        alice.get("/console/invitations/new");
        var fields = new HashMap<>(invitation("not an address"));

        var refused = alice.post("/console/invitations", fields);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("#field-email", "not an address")
                .contains("value=\"" + desk.page + ":manage_incidents\" checked");
        fields.put("email", "bob@lighthouse.example");
        assertThat(alice.post("/console/invitations", fields).body()).contains("on the team already");
        fields.put("email", "zoe@newcomers.example");
        fields.put("grants[]", desk.cast.otherPage() + ":view_page");
        assertThat(alice.post("/console/invitations", fields).body()).contains("#field-grants");
        fields.put("grants[]", desk.page + ":view_audit");
        assertThat(alice.post("/console/invitations", fields).body()).contains("#field-grants");
        fields.remove("grants[]");
        fields.put("role", "king");
        assertThat(alice.post("/console/invitations", fields).body()).contains("#field-role");
    }

    @Test
    void aMemberGetsOtherGrantsAndIsTakenOffTheTeam() {
        var alice = desk.as(desk.cast.alice());
        var carol = colleague("carol@lighthouse.example");
        var path = "/console/team/" + carol.member().id();
        assertThat(alice.get(path).body()).contains("carol@lighthouse.example");

        var fields = new HashMap<String, String>();
        fields.put("role", "member");
        fields.put("grants[]", desk.page + ":manage_page");
        fields.put("version", "" + carol.member().version());
        assertThat(alice.post(path, fields).headers().firstValue("location")).contains("/console/team?done=saved");
        assertThat(colleague("carol@lighthouse.example").grants())
                .anyMatch(grant -> grant.permission() == Permission.MANAGE_PAGE);
        assertThat(alice.get("/console/activity?what=team").body())
                .contains("Team member changed", "carol@lighthouse.example", desk.page + ":manage page");

        var conflict = alice.post(path, fields);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Somebody was faster", ":manage_page\" checked");

        assertThat(alice.get(path + "/remove").body()).contains("Remove carol@lighthouse.example?");
        alice.post(path + "/remove", Map.of());
        assertThat(alice.get("/console/team").body()).doesNotContain("carol@lighthouse.example");
        assertThat(alice.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theLastOwnerIsNeitherOfferedNorAllowedToLeave() {
        var alice = desk.as(desk.cast.alice());
        var self = colleague("alice@lighthouse.example").member();
        assertThat(alice.get("/console/team").body())
                .contains("(you)")
                .doesNotContain("/console/team/" + self.id() + "/remove");
        var path = "/console/team/" + self.id();
        alice.get(path);

        var refused = alice.post(path, Map.of("role", "admin", "version", "" + self.version()));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Role must stay Owner: there is no other");
        assertThat(alice.post(path + "/remove", Map.of()).statusCode()).isEqualTo(409);
        assertThat(colleague("alice@lighthouse.example").member().role()).isEqualTo(Role.OWNER);
    }

    @Test
    void membersAndStrangersSeeNobody() {
        var self = colleague("alice@lighthouse.example").member();
        var bob = desk.as(desk.cast.bob());
        assertThat(bob.get(desk.href("")).body()).doesNotContain(">Team<");
        for (var path : new String[] {"/console/team", "/console/team/" + self.id(), "/console/invitations/new"}) {
            assertThat(bob.get(path).statusCode()).as(path).isEqualTo(403);
        }
        var mallory = desk.as(desk.cast.mallory());
        assertThat(mallory.get("/console/team").body()).doesNotContain("lighthouse.example");
        assertThat(mallory.get("/console/team/" + self.id()).statusCode()).isEqualTo(404);
        assertThat(mallory.post("/console/team/" + self.id() + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutAMailServerTheLinkIsHandedOver() {
        try (var quiet = new Desk()) {
            var alice = quiet.as(quiet.cast.alice());
            alice.get("/console/invitations/new");

            var made = alice.post("/console/invitations", Map.of("email", "eve@newcomers.example", "role", "admin"));

            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.body())
                    .containsPattern("<code>http://localhost/console/join\\?token=[A-Za-z0-9_-]{43}</code>");
            assertThat(quiet.inbox.list(quiet.cast.alice(), quiet.page)).isEmpty();
        }
    }

    @Test
    void aMailServerThatIsAwayIsSaidSo() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            port = socket.getLocalPort();
        }
        try (var away = transport(port);
                var nowhere = new Desk(Optional.of(away))) {
            var alice = nowhere.as(nowhere.cast.alice());
            alice.get("/console/invitations/new");
            var unsent = alice.post("/console/invitations", Map.of("email", "eve@newcomers.example", "role", "member"));
            assertThat(unsent.headers().firstValue("location")).contains("/console/team?done=unsent");
            assertThat(alice.get("/console/team?done=unsent").body())
                    .contains("The message has not left yet.", "did not take the message");
        }
    }
}

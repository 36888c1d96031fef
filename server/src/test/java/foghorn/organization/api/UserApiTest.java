package foghorn.organization.api;

import static org.assertj.core.api.Assertions.assertThat;

import foghorn.app.ApiClient;
import foghorn.app.Covers;
import foghorn.app.TestApi;
import foghorn.kit.id.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and permissions through {@code /v1}; every answer is held to the contract on its way. */
@Covers({"listUsers", "createUser", "deleteUser", "getPermissions", "patchPermissions", "putPermissions"})
class UserApiTest {
    private static TestApi api;
    private static ApiClient alice;
    private static String organization;

    @BeforeAll
    static void start() {
        api = new TestApi();
        alice = api.alice();
        organization = "/v1/organizations/" + api.cast().organization();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String invite(String email) {
        var made = alice.post(organization + "/users", "{\"user\": {\"email\": \"" + email + "\"}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/state")).isEqualTo("invited");
        assertThat(made.text("/role")).isEqualTo("member");
        return made.text("/id");
    }

    private static String address() {
        return Ids.next() + "@newcomers.example";
    }

    private static String member() {
        return alice.get(organization + "/users")
                .json()
                .valueStream()
                .filter(user -> user.get("role").textValue().equals("member"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .textValue();
    }

    private static String owner() {
        return alice.get(organization + "/users")
                .json()
                .valueStream()
                .filter(user -> user.get("role").textValue().equals("owner"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .textValue();
    }

    private static ApiClient.Response permit(String user, String pages) {
        return alice.put(organization + "/permissions/" + user, "{\"pages\": {" + pages + "}}");
    }

    @Test
    void theTeamComesFirstAndThenWhoIsAskedToJoin() {
        var email = address();
        var id = invite(email);
        var users = alice.get(organization + "/users.json").json();
        assertThat(users.get(0).get("state").textValue()).isEqualTo("active");
        assertThat(users.findValuesAsText("id")).contains(id);
        assertThat(users.findValuesAsText("organization_id"))
                .containsOnly(api.cast().organization().value());

        var first = alice.get(organization + "/users?per_page=1").json();
        assertThat(first.findValuesAsText("id"))
                .containsExactly(users.at("/0/id").textValue());
        var second = alice.get(organization + "/users?per_page=1&page=2").json();
        assertThat(second.findValuesAsText("id"))
                .containsExactly(users.at("/1/id").textValue());
    }

    /** Else a program could make accounts for other people's addresses, with passwords that it knows. */
    @Test
    void aPasswordIsNotTaken() {
        var email = address();
        var accounts = api.rows("select id from account order by id");
        var form = alice.with("Content-Type", "application/x-www-form-urlencoded");
        var made = form.send(
                "POST",
                organization + "/users",
                "user[email]=" + email + "&user[password]=quay+lantern+osprey+41&user[first_name]=Carol");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("first_name").isNull()).isTrue();
        assertThat(made.text("/state")).isEqualTo("invited");
        assertThat(api.rows("select id from account order by id")).isEqualTo(accounts);
        assertThat(alice.post(organization + "/users", "{\"user\": {\"email\": \"" + email + "\"}}")
                        .text("/errors/0/field"))
                .isEqualTo("user.email");
    }

    @Test
    void anInvitationIsTakenBack() {
        var id = invite(address());
        assertThat(alice.delete(organization + "/users/" + id).text("/state")).isEqualTo("invited");
        assertThat(alice.delete(organization + "/users/" + id).status()).isEqualTo(404);
        assertThat(alice.get(organization + "/permissions/" + id).status()).isEqualTo(404);
    }

    @Test
    void aKeyTakesNoOwnerOffTheTeam() {
        var owner = owner();
        assertThat(alice.delete(organization + "/users/" + owner).status()).isEqualTo(403);
        assertThat(owner()).isEqualTo(owner);
    }

    @Test
    void ownersMayDoEverything() {
        var pages = alice.get(organization + "/permissions/" + owner())
                .json()
                .at("/data/pages/" + api.cast().page());
        assertThat(pages)
                .hasToString("{\"page_configuration\":true,\"incident_manager\":true,\"maintenance_manager\":true}");
        assertThat(permit(owner(), "").status()).isEqualTo(403);
    }

    @Test
    void pagesAreOpenedAndClosed() {
        var page = api.cast().page().value();
        var another = api.anotherPage().value();
        for (var user : new String[] {invite(address()), member()}) {
            permit(user, "");
            var opened = permit(user, "\"" + page + "\": {\"incident_manager\": true}, \"" + another + "\": {}");
            assertThat(opened.status()).isEqualTo(200);
            assertThat(opened.text("/data/user_id")).isEqualTo(user);
            assertThat(opened.json().at("/data/pages/" + page))
                    .hasToString(
                            "{\"page_configuration\":false,\"incident_manager\":true,\"maintenance_manager\":false}");
            assertThat(opened.json().at("/data/pages").size()).isEqualTo(2);

            permit(user, "\"" + page + "\": {\"page_configuration\": true}");
            var now = alice.get(organization + "/permissions/" + user).json().at("/data/pages");
            assertThat(now.size()).isEqualTo(1);
            assertThat(now.at("/" + page + "/incident_manager").booleanValue()).isTrue();
            assertThat(now.at("/" + page + "/page_configuration").booleanValue())
                    .isTrue();

            alice.patch(
                    organization + "/permissions/" + user,
                    "{\"pages\": {\"" + page + "\": {\"incident_manager\": false}}}");
            assertThat(alice.get(organization + "/permissions/" + user).json().at("/data/pages/" + page))
                    .hasToString(
                            "{\"page_configuration\":true,\"incident_manager\":false,\"maintenance_manager\":false}");
            assertThat(permit(user, "").json().at("/data/pages").size()).isZero();
        }
    }

    /** What the console grants more finely than the contract knows is not lost by a program that writes back what it read. */
    @Test
    void whatARoleCannotSayStays() {
        var page = api.cast().page().value();
        var user = member();
        permit(user, "");
        permit(user, "\"" + page + "\": {}");
        api.rows("""
                insert into team_member_grant (organization_id, page_id, team_member_id, permission)
                select organization_id, ?, id, 'manage_components' from team_member where id = ?
                """, page, user);
        var all = "\": {\"page_configuration\": false, \"incident_manager\": false, \"maintenance_manager\": false}";
        permit(user, "\"" + page + all);
        assertThat(api.rows("select permission from team_member_grant where team_member_id = ? order by 1", user))
                .hasToString("[[manage_components], [view_page]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"pages\": []}",
                "{\"pages\": {\"x\": {}}}",
                "{\"pages\": {\"k2x8vn4wq7pz\": {}}}",
                "{\"pages\": {\"k2x8vn4wq7pz\": 1}}",
                "{\"pages\": {\"k2x8vn4wq7pz\": {\"incident_manager\": \"yes\"}}}"
            })
    void whatIsNoPageOrNoPermissionIsRefused(String body) {
        var answer = alice.put(organization + "/permissions/" + member(), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/field")).startsWith("pages");
    }

    @Test
    void anotherOrganizationIsNotFound() {
        var mallory = api.mallory();
        assertThat(mallory.get(organization + "/users").status()).isEqualTo(404);
        assertThat(mallory.post(organization + "/users", "{\"user\": {\"email\": \"" + address() + "\"}}")
                        .status())
                .isEqualTo(404);
        var theirs = "/v1/organizations/" + api.cast().otherOrganization();
        assertThat(mallory.get(theirs + "/permissions/" + member()).status()).isEqualTo(404);
        assertThat(mallory.delete(theirs + "/users/" + member()).status()).isEqualTo(404);
    }
}

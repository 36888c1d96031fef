package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The product's doors, as the operator and the machine use them. */
@Timeout(300)
class DoorsTest {
    @Test
    void whatWasWrittenOutlivesTheDeathOfServerAndDatabase() {
        try (var foghorn = new Foghorn()) {
            var made = foghorn.setUp();
            foghorn.serve();
            addComponent(foghorn, made, "Before the first kill");
            foghorn.kill();

            foghorn.serve();
            addComponent(foghorn, made, "Before the second kill");
            foghorn.kill();
            foghorn.killDatabase();

            foghorn.serve();
            assertThat(components(foghorn, made))
                    .contains("Before the first kill")
                    .contains("Before the second kill");
        }
    }

    @Test
    void aSecondServerIsRefusedAndLeavesTheFirstAlone() {
        try (var foghorn = new Foghorn()) {
            var made = foghorn.setUp();
            foghorn.serve();

            var second = foghorn.run("serve");

            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains("Another Foghorn is using the data folder");
            addComponent(foghorn, made, "Still served");
            assertThat(components(foghorn, made)).contains("Still served");
        }
    }

    @Test
    void anOrdinaryUserMayRunThePackageFromAFolderWithSpaces() throws Exception {
        var home = Files.createTempDirectory("a package").resolve("of it");
        try {
            shell("""
                    mkdir -p "$1/server/target" "$1/empty"
                    cp -r "$0/bin" "$1/"
                    cp -r "$0/server/target/foghorn.jar" "$0/server/target/lib" "$1/server/target/"
                    chmod -R a+rX "$1/.."
                    chmod a+rwx "$1/empty"
                    """, home);

            var made = shell("""
                    cd "$1/empty"
                    become=
                    if [ "$(id -u)" = 0 ]; then become="setpriv --reuid=65534 --regid=65534 --clear-groups"; fi
                    exec $become env -i PATH="$PATH" "$1/bin/foghorn" setup --organization Larkfield \
                        --owner-email ada@larkfield.example --page Ferries --json
                    """, home);

            assertThat(Http.json(made).get("page_id").asText()).hasSize(12);
            assertThat(home.resolve("empty/data/postgres/cluster/postmaster.pid"))
                    .doesNotExist();
        } finally {
            shell("rm -rf \"$(dirname \"$1\")\"", home);
        }
    }

    /** Runs a script; {@code $0} is the source tree, {@code $1} the given folder. Returns what it printed to standard output. */
    private static String shell(String script, Path folder) throws Exception {
        var process = new ProcessBuilder("bash", "-ec", script, Foghorn.HOME.toString(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    @Test
    void aServerTellsItsHealthAndOnceStoppedLeavesNothingRunning() throws IOException {
        try (var foghorn = new Foghorn()) {
            foghorn.serve();
            var details = Http.json(Http.get("http://127.0.0.1:" + foghorn.managementPort + "/health"));
            assertThat(details.get("database").asText()).isEqualTo("up");
            assertThat(details.get("node").asText()).isNotEmpty();
            assertThat(Http.get(foghorn.url("/health")).statusCode())
                    .as("details are not for the world")
                    .isEqualTo(404);
            foghorn.stop();

            assertThat(foghorn.data().resolve("postgres/cluster/postmaster.pid"))
                    .doesNotExist();
            assertThat(Files.readString(foghorn.data().resolve("postgres/postgres.log")))
                    .contains("database system is shut down");
            assertThat(foghorn.printed()).doesNotContain("ERROR").doesNotContain("Exception");
        }
    }

    @Test
    void setUpClosesAfterTheFirstOwnerAndTheOperatorAddsOthers() {
        try (var foghorn = new Foghorn()) {
            var link = foghorn.serve();
            Await.until(
                    "the set-up link is printed",
                    Duration.ofSeconds(30),
                    () -> link.printed().contains("/console/set-up?"));
            var made = foghorn.setUp();
            assertThat(made.properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly(
                            "organization_id", "page_id", "api_key", "page_url", "console_url", "owner_sign_in_url");

            var again = foghorn.run(
                    "setup", "--organization", "Late", "--owner-email", "late@example.com", "--page", "Late", "--json");
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err()).contains("has an owner already");

            var other = foghorn.run(
                    "organization",
                    "create",
                    "--organization",
                    "Second",
                    "--owner-email",
                    "eve@second.example",
                    "--page",
                    "Second Page",
                    "--subdomain",
                    "second",
                    "--json");
            assertThat(other.exit()).as(other.err()).isZero();
            var page = Http.json(other.out()).get("page_id").asText();
            Await.until(
                    "the running server shows the new page",
                    Duration.ofSeconds(30),
                    () -> Http.get(foghorn.url("/p/second/")).statusCode() == 200);
            assertThat(Http.get(foghorn.url("/p/" + page + "/")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAddressInUseIsNamedWithItsSetting() throws IOException {
        try (var foghorn = new Foghorn();
                var taken = new ServerSocket(foghorn.port, 1, InetAddress.getByName("127.0.0.1"))) {
            var refused = foghorn.run("serve");

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("Cannot listen on 127.0.0.1 port " + taken.getLocalPort() + " (FOGHORN_HTTP_PORT)")
                    .doesNotContain("Exception");
            assertThat(foghorn.data().resolve("postgres/cluster/postmaster.pid"))
                    .doesNotExist();
        }
    }

    @Test
    void wrongOptionsAndSettingsAreNamed() {
        try (var foghorn = new Foghorn()) {
            var option = foghorn.run("setup", "--organization", "Larkfield", "--page", "Ferries", "--json");
            assertThat(option.exit()).isEqualTo(2);
            assertThat(option.err()).contains("--owner-email");

            foghorn.set("FOGHORN_HTTP_PROT", "80")
                    .set("FOGHORN_CONSOLE_URL", "ftp://example.com")
                    .set("FOGHORN_DATABASE_URL", "jdbc:postgresql://db/foghorn?password=hunter2");
            var setting = foghorn.run("serve");
            assertThat(setting.exit()).isEqualTo(2);
            assertThat(setting.err())
                    .contains("FOGHORN_HTTP_PROT is not a setting")
                    .contains("FOGHORN_CONSOLE_URL must be")
                    .contains("FOGHORN_DATABASE_URL must have")
                    .contains("FOGHORN_DATABASE_USER is needed")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void anExternalDatabaseIsNotUsedWithARoleThatSeesEverything() {
        try (var database = new DebianPostgres();
                var foghorn = database.use(new Foghorn())) {
            database.superuser("postgres", "create role foghorn_mighty login password 'app' superuser");
            foghorn.set("FOGHORN_DATABASE_USER", "foghorn_mighty");

            var refused = foghorn.run("serve");

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("foghorn_mighty: it is a superuser")
                    .contains("create role foghorn_app login");
        }
    }

    @Test
    void anExternalDatabaseWithAnotherKeyIsRefused() throws IOException {
        try (var database = new DebianPostgres();
                var foghorn = database.use(new Foghorn())) {
            foghorn.setUp();
            var key = foghorn.data().resolve("master.key");
            Files.delete(key);

            var missing = foghorn.run("serve");
            assertThat(missing.exit()).isEqualTo(1);
            assertThat(missing.err()).contains("installation's key is missing");
            assertThat(key).doesNotExist();

            Files.writeString(key, "A".repeat(43) + "=");
            var wrong = foghorn.run("serve");
            assertThat(wrong.exit()).isEqualTo(1);
            assertThat(wrong.err()).contains("not the one this database was made with");
        }
    }

    private static void addComponent(Foghorn foghorn, JsonNode made, String name) {
        var answer = Http.api(
                "POST",
                foghorn.url("/v1/pages/" + made.get("page_id").asText() + "/components"),
                made.get("api_key").asText(),
                "{\"component\":{\"name\":\"%s\",\"status\":\"operational\"}}".formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static String components(Foghorn foghorn, JsonNode made) {
        return Http.api(
                        "GET",
                        foghorn.url("/v1/pages/" + made.get("page_id").asText() + "/components"),
                        made.get("api_key").asText(),
                        "")
                .body();
    }
}

package foghorn.kit.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.tenant.Call;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultTest {
    private static final Field FIELD = new Field("subscriber", "address", "0123456789bc");

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final Vault vault = cast.vault();

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void anotherNodeOpensWhatAPersonsKeySealed() {
        String id = Ids.next();
        byte[] sealed =
                database.change(cast.alice(), tx -> vault.createSubject(tx, id).seal(FIELD, "ann@example.com"));

        var otherNode = new Vault(cast.key());
        String opened = database.read(
                cast.alice(), tx -> otherNode.subject(tx, id).orElseThrow().open(FIELD, sealed));
        assertThat(opened).isEqualTo("ann@example.com");
        assertThat(new String(sealed, UTF_8)).doesNotContain("ann");
    }

    @Test
    void aCiphertextMovedToAnotherPlaceDoesNotOpen() {
        String id = Ids.next();
        database.change(cast.alice(), tx -> {
            var key = vault.createSubject(tx, id);
            byte[] sealed = key.seal(FIELD, "ann@example.com");
            for (var elsewhere : List.of(
                    new Field("account", FIELD.column(), FIELD.row()),
                    new Field(FIELD.table(), "secret", FIELD.row()),
                    new Field(FIELD.table(), FIELD.column(), Ids.next()))) {
                assertThatThrownBy(() -> key.open(elsewhere, sealed)).isInstanceOf(IllegalStateException.class);
            }
            return null;
        });
    }

    @Test
    void anErasedPersonCannotBeReadAgain() {
        String erased = Ids.next();
        String kept = Ids.next();
        database.change(cast.alice(), tx -> {
            vault.createSubject(tx, erased);
            vault.createSubject(tx, kept);
            return null;
        });

        database.change(cast.alice(), tx -> {
            vault.erase(tx, erased);
            return null;
        });

        database.read(cast.alice(), tx -> {
            assertThat(vault.subject(tx, erased)).isEmpty();
            assertThat(vault.subjects(tx, List.of(erased, kept))).containsOnlyKeys(kept);
            return null;
        });
    }

    @Test
    void anotherOrganizationHasNeitherTheKeyNorTheKeyset() {
        String id = Ids.next();
        byte[] secret = database.change(cast.alice(), tx -> {
            vault.createSubject(tx, id);
            return vault.seal(tx, FIELD, "secret".getBytes(UTF_8));
        });

        database.change(cast.mallory(), tx -> {
            assertThat(vault.subject(tx, id)).isEmpty();
            vault.erase(tx, id);
            assertThatThrownBy(() -> vault.open(tx, FIELD, secret)).isInstanceOf(IllegalStateException.class);
            return null;
        });
        database.read(cast.alice(), tx -> {
            assertThat(vault.subject(tx, id)).isPresent();
            assertThat(new String(vault.open(tx, FIELD, secret), UTF_8)).isEqualTo("secret");
            return null;
        });
    }

    @Test
    void aNodeWithAnotherInstallationKeyOpensNothing() {
        var stranger = new Vault(InstallationKey.of(Ids.bytes(32)));

        assertThatThrownBy(() -> database.change(cast.alice(), tx -> stranger.createSubject(tx, Ids.next())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAddressIsFoundByItsPartsOnItsOwnPageOnly() {
        database.read(cast.alice(), tx -> {
            var here = vault.blindIndex(tx, cast.page());
            var there = vault.blindIndex(tx, cast.otherPage());

            assertThat(here.unique("ann@example.com"))
                    .hasSize(32)
                    .isEqualTo(vault.blindIndex(tx, cast.page()).unique("ann@example.com"))
                    .isNotEqualTo(there.unique("ann@example.com"));
            // The whole, the domain, and the beginnings of 3 to 10 characters.
            assertThat(here.search("Ann@example.com")).hasSize(2 + 8).isEqualTo(here.search("ann@example.com"));
            assertThat(shared(here.search("ann@example.com"), there.search("ann@example.com")))
                    .isEmpty();
            // Two of a domain share the domain alone; two of a beginning share it.
            assertThat(shared(here.search("ann@example.com"), here.search("bob@example.com")))
                    .hasSize(1);
            assertThat(shared(here.search("anna@a.example"), here.search("annb@b.example")))
                    .hasSize(1);
            return null;
        });
    }

    @Test
    void aMacIsBoundToOrganizationAndPurpose() {
        byte[] alices = mac(cast.alice(), "message id");

        assertThat(alices).hasSize(32).isEqualTo(mac(cast.alice(), "message id"));
        assertThat(mac(cast.alice(), "return path")).isNotEqualTo(alices);
        assertThat(mac(cast.mallory(), "message id")).isNotEqualTo(alices);
    }

    private byte[] mac(Call by, String purpose) {
        return database.read(by, tx -> vault.mac(tx, purpose, "x"));
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Long> shared(long[] one, long[] other) {
        var result = new ArrayList<>(boxed(one));
        result.retainAll(boxed(other));
        return result;
    }
}

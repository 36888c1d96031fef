package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.kit.db.DatabaseRefused;
import foghorn.kit.db.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
    @TempDir
    Path folder;

    private TestDatabase database;
    private Jdbi jdbi;
    private Path file;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbi = Jdbi.create(database.dataSource());
        file = folder.resolve("master.key");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsMadeOnceAndReadByTheOwnerOnly() throws Exception {
        var made = new MasterKey(file).readOrMake(jdbi);
        var again = new MasterKey(file).readOrMake(jdbi);

        assertThat(again.checkValue()).isEqualTo(made.checkValue());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void noneIsMadeForADatabaseThatHasOne() throws Exception {
        new MasterKey(file).readOrMake(jdbi);
        Path elsewhere = folder.resolve("other.key");

        assertThatThrownBy(() -> new MasterKey(elsewhere).readOrMake(jdbi))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("other.key is not there");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        new MasterKey(file).readOrMake(jdbi);
        Files.writeString(file, "A".repeat(43) + "=");

        assertThatThrownBy(() -> new MasterKey(file).readOrMake(jdbi))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("not the one this database was made with");
    }

    @Test
    void aBrokenKeyFileIsNeverReplaced() throws Exception {
        Files.writeString(file, "not a key");

        assertThatThrownBy(() -> new MasterKey(file).readOrMake(jdbi))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("does not hold 32 bytes");
        assertThat(file).hasContent("not a key");
    }
}

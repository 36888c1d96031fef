package foghorn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void oneAtATime() throws Exception {
        var data = DataFolder.make(folder.resolve("data"));
        try (var held = FolderLock.take(data).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(FolderLock.take(data)).isEmpty();
        }
        FolderLock.take(data).orElseThrow().close();
    }

    @Test
    void aNewDataFolderIsItsOwnersAlone() throws Exception {
        var data = DataFolder.make(folder.resolve("deep/data"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileIsNotADataFolder() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.make(file))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("FOGHORN_DATA");
    }

    @Test
    void partsEndInTheReverseOfTheirOrderAndAFaultStopsNone() {
        var ended = new ArrayList<String>();
        var shutdown = new Shutdown();
        shutdown.add("first", () -> ended.add("first"));
        shutdown.add("faulty", () -> {
            throw new IllegalStateException("cannot end");
        });
        shutdown.add("last", () -> ended.add("last"));

        shutdown.close();
        shutdown.close();
        shutdown.add("late", () -> ended.add("late"));

        assertThat(ended).containsExactly("last", "first", "late");
    }
}

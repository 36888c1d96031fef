package foghorn.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything an installation keeps on this machine. What lies in it is its owner's alone. */
public record DataFolder(Path path) {
    /** Makes the folder, readable by its owner only, unless it is there. */
    static DataFolder make(Path path) throws StartException {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
            if (!Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            return new DataFolder(path);
        } catch (FileSystemException e) {
            throw new StartException(
                    "The data folder " + path + " cannot be made or written; set FOGHORN_DATA to another one.", e);
        } catch (IOException e) {
            throw new StartException("The data folder " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /** Published pages; a node reads them also while the database is away. */
    public Path published() {
        return path.resolve("published");
    }

    Path masterKey() {
        return path.resolve("master.key");
    }

    Path lock() {
        return path.resolve("lock");
    }
}

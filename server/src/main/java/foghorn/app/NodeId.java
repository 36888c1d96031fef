package foghorn.app;

import foghorn.kit.id.Ids;
import foghorn.tenant.IdForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of a node, made once and kept in its data folder: by it a restarted node finds what it was sending. */
final class NodeId {
    private NodeId() {}

    static String in(DataFolder folder) {
        Path file = folder.path().resolve("node-id");
        try {
            if (Files.exists(file)) {
                return IdForm.require("node", Files.readString(file).strip());
            }
            var id = Ids.next();
            Files.writeString(file, id);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

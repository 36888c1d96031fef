package foghorn.kit.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who PostgreSQL's processes run as. PostgreSQL refuses to run as root; root therefore steps down to an unprivileged user with
 * {@code setpriv} (util-linux), everybody else runs it as himself. {@code setsid} keeps Ctrl-C in a terminal away from the database:
 * the server stops it last.
 */
final class RunAs {
    /** Users to step down to, the first that exists is taken. */
    private static final List<String> CANDIDATES = List.of("foghorn", "postgres", "nobody");

    private final Optional<UnprivilegedUser> user;

    private RunAs(Optional<UnprivilegedUser> user) {
        this.user = user;
    }

    private record UnprivilegedUser(String name, int uid, int gid) {}

    /** Ourselves, or as root the owner of {@code existing} when that folder is there and not root's, else the first known unprivileged user. */
    static RunAs forFolder(Path existing) throws IOException {
        if (!isRoot()) {
            return new RunAs(Optional.empty());
        }
        var passwd = Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.UTF_8);
        if (Files.exists(existing)) {
            int owner = (Integer) Files.getAttribute(existing, "unix:uid");
            var named = passwd.stream().map(RunAs::parse).filter(user -> user.uid() == owner && owner != 0);
            var found = named.findFirst();
            if (found.isPresent()) {
                return new RunAs(found);
            }
        }
        return new RunAs(Optional.of(CANDIDATES.stream()
                .flatMap(name -> passwd.stream().filter(line -> line.startsWith(name + ":")))
                .map(RunAs::parse)
                .filter(user -> user.uid() != 0)
                .findFirst()
                .orElseThrow(() -> new IOException("PostgreSQL does not run as root, and none of the users "
                        + String.join(", ", CANDIDATES) + " exists to run it; create one of them."))));
    }

    /** Whether this process is root's: the second number after {@code Uid:} is the effective one (proc_pid_status(5)). */
    static boolean isRoot() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8).stream()
                .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    }

    /** The command with what steps down in front of it; environment cleaned, so that the caller's locale and PG settings do not leak in. */
    ProcessBuilder command(List<String> command) {
        List<String> words = new ArrayList<>();
        words.add("setsid");
        user.ifPresent(user -> words.addAll(List.of(
                "setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups", "--no-new-privs")));
        words.addAll(command);
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    /** Gives a file or folder to the user that PostgreSQL runs as. */
    void own(Path path) throws IOException {
        if (user.isPresent()) {
            Files.setAttribute(path, "unix:uid", user.get().uid());
            Files.setAttribute(path, "unix:gid", user.get().gid());
        }
    }

    private static UnprivilegedUser parse(String line) {
        String[] fields = line.split(":", -1);
        return new UnprivilegedUser(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
    }
}

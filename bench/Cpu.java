import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * User and system time spent so far, in seconds (clock ticks of 10 ms): of the server, of all processes of its database, also those that
 * have ended, and of the other side.
 */
record Cpu(double server, double database, double sink) {
    static Cpu now(long server, long postmaster, long sink) throws IOException {
        return new Cpu(Read.cpuSeconds(server), withChildren(postmaster), Read.cpuSeconds(sink));
    }

    Cpu since(Cpu before) {
        return new Cpu(server - before.server, database - before.database, sink - before.sink);
    }

    /** CPU-seconds per 1,000 messages, for people. */
    String perThousand(long messages) {
        return "server %.3f, PostgreSQL %.3f, sink %.3f".formatted(
                server * 1000 / messages, database * 1000 / messages, sink * 1000 / messages);
    }

    private static double withChildren(long postmaster) throws IOException {
        double sum = Read.cpuSeconds(postmaster) + ended(postmaster);
        for (var child : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            try {
                sum += Read.cpuSeconds(child.pid());
            } catch (java.nio.file.NoSuchFileException e) {
                // It has ended meanwhile and is counted with its parent from now on.
            }
        }
        return sum;
    }

    /** What a process's children used that have ended. */
    private static double ended(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }
}

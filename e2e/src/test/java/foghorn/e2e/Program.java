package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that others wrote, run to its end in a folder. */
record Program(int exit, String out, String err) {
    static Program run(Path folder, String... command) throws IOException, InterruptedException {
        var err = Files.createTempFile("foghorn-e2e", ".err");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + String.join(" ", command));
            }
            return new Program(process.exitValue(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    /** What it printed. */
    static String succeed(Path folder, String... command) throws IOException, InterruptedException {
        var ran = run(folder, command);
        assertThat(ran.exit).as(String.join(" ", command) + "\n" + ran.err).isZero();
        return ran.out;
    }

    /** Whether it can be run here, and says that all is well. */
    static boolean works(Path folder, String... command) throws InterruptedException {
        try {
            return run(folder, command).exit == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Requests per CPU-second (user and system time of the whole process) for published bytes, against nginx that serves the same bytes with
 * the same headers, on this machine and in this run. Usage: {@code bin/bench read [seconds [runs]]}.
 */
final class Read {
    private static final int CONNECTIONS = 64;

    private record Case(String what, String path, boolean gzip, boolean notModified) {}

    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int runs = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        try (var product = new Product(home, List.of())) {
            product.fill(20, 30);
            var cases = new ArrayList<Case>();
            for (boolean notModified : new boolean[] {false, true}) {
                for (var path : List.of("/api/v2/summary.json", "/")) {
                    for (boolean gzip : new boolean[] {false, true}) {
                        var what = (path.equals("/") ? "home" : "summary.json") + (gzip ? ", gzip" : ", identity")
                                + (notModified ? ", 304" : ", 200");
                        cases.add(new Case(what, path, gzip, notModified));
                    }
                }
            }
            System.out.printf(
                    "%d connections, 10 s of warm-up, %d alternating runs of %d s, median; requests per CPU-second%n",
                    CONNECTIONS, runs, seconds);
            System.out.printf("%-28s %12s %12s %8s%n", "", "nginx", "Foghorn", "ratio");
            for (var one : cases) {
                measure(product, one, seconds, runs);
            }
        }
    }

    private static void measure(Product product, Case one, int seconds, int runs) throws Exception {
        var wanted = fetch(product, product.port, one, null);
        try (var nginx = new Nginx(one, wanted)) {
            var same = fetch(product, nginx.port, one, null);
            check(one, "body", Arrays.equals(wanted.body(), same.body()));
            checkHeaders(one, wanted, same);
            var tags = Map.of(product.port, tag(wanted), nginx.port, tag(same));
            if (one.notModified()) {
                for (int port : List.of(product.port, nginx.port)) {
                    check(one, "304", fetch(product, port, one, tags.get(port)).statusCode() == 304);
                }
            }
            load(one, product.port, tags.get(product.port), 10);
            load(one, nginx.port, tags.get(nginx.port), 10);
            var ours = new double[runs];
            var theirs = new double[runs];
            for (int i = 0; i < runs; i++) {
                theirs[i] = perCpuSecond(one, nginx.worker, nginx.port, tags.get(nginx.port), seconds);
                ours[i] = perCpuSecond(one, product.process.pid(), product.port, tags.get(product.port), seconds);
                check(one, "body", Arrays.equals(wanted.body(), fetch(product, product.port, one, null).body()));
            }
            double n = median(theirs);
            double f = median(ours);
            System.out.printf("%-28s %12.0f %12.0f %8.2f%n", one.what(), n, f, f / n);
        }
    }

    private static double perCpuSecond(Case one, long pid, int port, String tag, int seconds) throws Exception {
        double before = cpuSeconds(pid);
        long requests = load(one, port, tag, seconds);
        return requests / (cpuSeconds(pid) - before);
    }

    private static long load(Case one, int port, String tag, int seconds) throws Exception {
        var command = new ArrayList<>(List.of(
                "wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "-H", "Accept-Encoding: " + (one.gzip() ? "gzip" : "identity")));
        if (one.notModified()) {
            command.addAll(List.of("-H", "If-None-Match: " + tag));
        }
        command.add("http://127.0.0.1:" + port + one.path());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check(one, "wrk: " + out, process.waitFor() == 0 && !out.contains("Socket errors") && !out.contains("Non-2xx"));
        var matcher = Pattern.compile("(\\d+) requests in").matcher(out);
        check(one, "wrk: " + out, matcher.find());
        return Long.parseLong(matcher.group(1));
    }

    private static HttpResponse<byte[]> fetch(Product product, int port, Case one, String tag) throws Exception {
        var request = HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + port + one.path()))
                .header("accept-encoding", one.gzip() ? "gzip" : "identity");
        if (tag != null) {
            request.header("if-none-match", tag);
        }
        return product.http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Every header of ours is sent by nginx too, with the same value; an ETag names the same bytes in each one's own way. */
    private static void checkHeaders(Case one, HttpResponse<byte[]> ours, HttpResponse<byte[]> theirs) {
        var mine = new TreeMap<>(ours.headers().map());
        var other = new TreeMap<>(theirs.headers().map());
        for (var name : List.of("etag", "date", "server", "connection", "last-modified")) {
            mine.remove(name);
            other.remove(name);
        }
        check(one, "headers " + mine + " and " + other, mine.equals(other));
    }

    private static String tag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    private static void check(Case one, String what, boolean holds) {
        if (!holds) {
            throw new IllegalStateException(one.what() + ": " + what);
        }
    }

    /** User and system time of a process with all its threads, in seconds (clock ticks of 10 ms). */
    static double cpuSeconds(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** nginx as fast as it is: one worker, no log, sendfile, open files kept, gzip made beforehand. */
    private static final class Nginx implements AutoCloseable {
        final int port;
        final long worker;
        private final Process master;

        Nginx(Case one, HttpResponse<byte[]> wanted) throws Exception {
            var folder = Files.createTempDirectory("nginx-bench");
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var file = one.path().equals("/") ? "index.html" : one.path().substring(1);
            Files.createDirectories(folder.resolve("root").resolve(file).getParent());
            Files.write(folder.resolve("root").resolve(file), one.gzip() ? new byte[] {' '} : wanted.body());
            if (one.gzip()) {
                Files.write(folder.resolve("root").resolve(file + ".gz"), wanted.body());
            }
            var headers = new StringBuilder();
            wanted.headers().map().forEach((name, values) -> {
                if (!List.of("etag", "date", "content-length", "content-type", "content-encoding", "connection").contains(name)) {
                    headers.append("add_header ").append(name).append(" \"").append(values.getFirst()).append("\" always;\n");
                }
            });
            var type = wanted.headers().firstValue("content-type").orElseThrow();
            Files.writeString(folder.resolve("nginx.conf"), """
                    worker_processes 1; daemon off; pid %1$s/pid; error_log %1$s/error.log; user root;
                    events { worker_connections 1024; }
                    http {
                      access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000; server_tokens off;
                      open_file_cache max=100 inactive=1h; open_file_cache_valid 1h; gzip_static %4$s; etag on; max_ranges 0;
                      client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c; uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                      types { } default_type "%3$s";
                      server { listen 127.0.0.1:%2$d; root %1$s/root; index index.html; add_header Last-Modified "";
                        %5$s }
                    }
                    """.formatted(folder, port, type, one.gzip() ? "on" : "off", headers));
            master = new ProcessBuilder("nginx", "-c", folder.resolve("nginx.conf").toString())
                    .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
            for (int i = 0; i < 100 && master.children().findFirst().isEmpty(); i++) {
                Thread.sleep(50);
            }
            worker = master.children().findFirst().orElseThrow().pid();
        }

        @Override
        public void close() {
            master.destroy();
        }
    }
}

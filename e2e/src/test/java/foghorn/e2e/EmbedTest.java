package foghorn.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The status embed on somebody else's site: it shows up while something is going on, goes when it is closed, and when all is over. */
@Timeout(300)
class EmbedTest {
    private static Foghorn foghorn;
    private static HttpServer shop;
    private static Chromium chromium;
    private static Harbour harbour;
    private static String site;

    @BeforeAll
    static void open() throws IOException {
        foghorn = new Foghorn().serve();
        shop = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        shop.start();
        site = "http://127.0.0.2:" + shop.getAddress().getPort();
        chromium = new Chromium("http://localhost:" + foghorn.port, site);
        var made = new Team(chromium.person()).setUp(foghorn);
        harbour = new Harbour(foghorn, made);
        var html = """
                <!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
                <script src="%1$s/embed/script.js"></script></head>
                <body><h1>Shop</h1><img src="%1$s/badge.svg" alt="Status"></body></html>
                """.formatted(made.pageUrl()).getBytes(StandardCharsets.UTF_8);
        shop.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
    }

    @AfterAll
    static void close() {
        try (var server = foghorn;
                var browser = chromium) {
            browser.assertQuiet();
            shop.stop(0);
            org.assertj.core.api.Assertions.assertThat(server.printed()).doesNotContain("ERROR");
        }
    }

    private static Locator frame(Screen visitor) {
        return visitor.at("iframe[title=Status]");
    }

    private static FrameLocator inside(Screen visitor) {
        return visitor.page().frameLocator("iframe[title=Status]");
    }

    @Test
    void itShowsUpUntilItIsClosedOrAllIsOver() {
        var visitor = chromium.person();
        visitor.page().clock().install();
        visitor.open(site + "/");
        assertThat(frame(visitor)).isVisible();
        assertThat(inside(visitor).getByRole(AriaRole.HEADING)).containsText("Boats cannot land");
        assertThat(visitor.at("img")).hasJSProperty("complete", true);

        var another = chromium.person().open(site + "/");
        assertThat(frame(another)).isVisible();
        inside(another).getByRole(AriaRole.BUTTON).click();
        assertThat(frame(another)).not().isVisible();
        another.page().reload();
        assertThat(inside(another).getByRole(AriaRole.HEADING)).hasCount(1);
        assertThat(frame(another)).not().isVisible();

        harbour.resolve();
        for (int minutes = 0; minutes < 30 && frame(visitor).isVisible(); minutes++) {
            visitor.page().clock().fastForward(61_000);
            visitor.page().waitForTimeout(200);
        }
        assertThat(frame(visitor)).not().isVisible();
    }
}

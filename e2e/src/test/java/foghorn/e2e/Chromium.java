package foghorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Debian's Chromium, watched. Whatever its pages ask of another host, fail to load or complain of, a breach of the content security
 * policy included, is kept and fails {@link #assertQuiet()}.
 */
final class Chromium implements AutoCloseable {
    /** Generous, since nothing waits so long unless it is broken. */
    private static final double PATIENCE = 20_000;

    private final List<String> origins;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    /** A browser that may talk to these origins alone. */
    Chromium(String... origins) {
        this.origins = Arrays.stream(origins).map(origin -> origin + "/").toList();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Somebody at a wide screen with cookies of their own. */
    Screen person() {
        return person(new Browser.NewContextOptions());
    }

    /** The same without JavaScript. */
    Screen personWithoutScript() {
        return person(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    /** The same at a telephone. */
    Screen personWithTouch() {
        var screen = person(new Browser.NewContextOptions().setHasTouch(true).setIsMobile(true));
        screen.page().setViewportSize(390, 844);
        return screen;
    }

    /** The same in this time zone. */
    Screen personIn(String zone) {
        return person(new Browser.NewContextOptions().setTimezoneId(zone));
    }

    private Screen person(Browser.NewContextOptions options) {
        var context = browser.newContext(options.setViewportSize(1280, 900).setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE);
        context.setDefaultNavigationTimeout(PATIENCE);
        watch(context);
        return new Screen(context.newPage());
    }

    private void watch(BrowserContext context) {
        context.onRequest(request -> {
            if (origins.stream().noneMatch(request.url()::startsWith)
                    && !request.url().startsWith("data:")) {
                complaints.add("asks another host: " + request.url());
            }
        });
        context.onResponse(this::noticeFailedPart);
        context.onRequestFailed(this::noticeLost);
        context.onConsoleMessage(this::noticeMessage);
        context.onWebError(error -> complaints.add("script failed: " + error.error()));
    }

    /** A page may well be a 404 or a refused form; what belongs to a page may not. */
    private void noticeFailedPart(Response response) {
        if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            complaints.add(response.status() + " for a part: " + response.url());
        }
    }

    /** Leaving a page ends what it still asks for. */
    private void noticeLost(Request request) {
        if (!"net::ERR_ABORTED".equals(request.failure())) {
            complaints.add("lost: " + request.url() + " " + request.failure());
        }
    }

    private void noticeMessage(ConsoleMessage message) {
        boolean isStatus = message.text().startsWith("Failed to load resource: the server responded with a status");
        if (message.type().equals("error") && !isStatus) {
            complaints.add("console: " + message.text() + " at " + message.location());
        }
    }

    /** Fails if any page of this browser asked another host, lost a part of itself or complained. */
    void assertQuiet() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

package foghorn.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;

/** A finger on the glass: what it does goes the way of every touch, so it scrolls where nobody forbids it. */
final class Finger implements AutoCloseable {
    /** Into how many parts a way is cut. */
    private static final int STEPS = 12;

    private final CDPSession glass;
    private double x;
    private double y;

    Finger(Screen screen) {
        glass = screen.page().context().newCDPSession(screen.page());
    }

    /** Comes down in the middle of this part, which is brought into sight. */
    Finger down(Locator part) {
        part.scrollIntoViewIfNeeded();
        var box = part.boundingBox();
        x = box.x + box.width / 2;
        y = box.y + box.height / 2;
        send("touchStart", true);
        return this;
    }

    /** Goes up or down to this height of the window. */
    Finger to(double height) {
        double from = y;
        for (int i = 1; i <= STEPS; i++) {
            y = from + (height - from) * i / STEPS;
            send("touchMove", true);
        }
        return this;
    }

    void up() {
        send("touchEnd", false);
    }

    private void send(String type, boolean isDown) {
        var points = new JsonArray();
        if (isDown) {
            var point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        glass.send("Input.dispatchTouchEvent", event);
    }

    @Override
    public void close() {
        glass.detach();
    }
}

package foghorn.notification.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import foghorn.kit.web.Json;
import foghorn.notification.Hook;
import foghorn.notification.channel.webhook.HookJson.Component;
import foghorn.notification.channel.webhook.HookJson.ComponentTail;
import foghorn.notification.channel.webhook.HookJson.ComponentUpdate;
import foghorn.notification.channel.webhook.HookJson.Incident;
import foghorn.notification.channel.webhook.HookJson.IncidentTail;
import foghorn.notification.channel.webhook.HookJson.Meta;
import foghorn.notification.channel.webhook.HookJson.Page;
import foghorn.notification.channel.webhook.HookJson.Tail;
import foghorn.notification.channel.webhook.HookJson.TrialTail;
import foghorn.notification.channel.webhook.HookJson.Update;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One event as JSON. It stays below {@link #MOST_BYTES} (Standard Webhooks, "payload size"): what does not fit is left out, in this order
 * until it fits: the end of a postmortem beyond some 8,000 bytes, the oldest updates, the last of the newest update's affected components, the end of its text beyond
 * some 8,000 bytes, the last of the incident's components. The short link leads to the whole.
 *
 * @param tail everything but {@code meta}, which differs per recipient: a JSON object without its opening brace
 */
record Payload(byte[] tail) {
    /** Bytes of a whole payload. */
    static final int MOST_BYTES = 20_000;
    /** Of these, kept for {@code meta}: two URLs and a time. */
    private static final int META = 1_000;
    /** Of these, kept for the newest update before components take their part. */
    private static final int TEXT = 8_000;
    /** The same beside a postmortem, which has its own part. */
    private static final int LESS_TEXT = 3_000;

    private static final String CUT = "…";

    /** @param shortlink leads to the incident, if it is one */
    static Payload of(Hook hook, String shortlink) {
        Tail tail = switch (hook) {
            case Hook.OfComponent(var page, var change, var component) ->
                new ComponentTail(Page.of(page), Component.of(component, page), ComponentUpdate.of(change, component));
            case Hook.OfIncident incident -> fitted(incident, shortlink);
            case Hook.Trial(var page) -> new TrialTail(Page.of(page), true);
        };
        byte[] json = json(tail);
        return new Payload(Arrays.copyOfRange(json, 1, json.length));
    }

    /**
     * The payload for one recipient. Its beginning is written by hand: a mapper takes buffers of 12 KB on each virtual thread, which was
     * the larger part of what a delivery left to the garbage collector.
     */
    byte[] with(Meta meta) {
        var text = new StringBuilder(META).append("{\"meta\":{");
        member(text, "unsubscribe", meta.unsubscribe()).append(',');
        member(text, "documentation", meta.documentation()).append(',');
        member(text, "generated_at", meta.generatedAt()).append("},");
        byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    private static StringBuilder member(StringBuilder text, String name, String value) {
        text.append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        return text.append('"');
    }

    private static Tail fitted(Hook.OfIncident hook, String shortlink) {
        var page = Page.of(hook.page());
        var updates = hook.incident().updates().stream().map(Update::of).toList();
        var components = hook.incident().components().stream()
                .map(component -> Component.of(component, hook.page()))
                .toList();
        var whole = withPostmortemCut(Incident.of(hook, shortlink));
        var room = new Room(json(new IncidentTail(page, whole)).length);
        var newest = updates.getFirst();
        var shown = room.fitting(components, whole.postmortemBody() == null ? TEXT : LESS_TEXT);
        var affected = newest.affectedComponents();
        var text = shortened(newest.with(newest.body(), affected == null ? null : List.of()), room);
        var told = new ArrayList<Update>();
        told.add(text.with(text.body(), affected == null ? null : room.fitting(affected, 0)));
        told.addAll(room.fitting(updates.subList(1, updates.size()), 0));
        return new IncidentTail(page, whole.with(told, shown));
    }

    private static Incident withPostmortemCut(Incident incident) {
        var body = incident.postmortemBody();
        if (body == null || json(body).length <= TEXT) {
            return incident;
        }
        int fits = 0;
        int tooLong = body.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (json(cut(body, middle)).length <= TEXT) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return incident.with(cut(body, fits));
    }

    /** The longest beginning of its text with which the update fits. */
    private static Update shortened(Update update, Room room) {
        if (room.take(update)) {
            return update;
        }
        int fits = 0;
        int tooLong = update.body().length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (room.has(cut(update, middle))) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        var shorter = cut(update, fits);
        room.take(shorter);
        return shorter;
    }

    private static Update cut(Update update, int length) {
        return update.with(cut(update.body(), length), update.affectedComponents());
    }

    private static String cut(String text, int length) {
        boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splits ? length - 1 : length) + CUT;
    }

    /** What is left of the bytes. */
    private static final class Room {
        private int left;

        Room(int used) {
            this.left = MOST_BYTES - META - used;
        }

        boolean has(Object part) {
            return json(part).length < left;
        }

        boolean take(Object part) {
            int size = json(part).length + 1;
            if (size > left) {
                return false;
            }
            left -= size;
            return true;
        }

        /** The first ones, as many as there is room for beside so many other bytes. */
        <T> List<T> fitting(List<T> parts, int others) {
            left -= others;
            var fitting = new ArrayList<T>();
            for (var part : parts) {
                if (!take(part)) {
                    break;
                }
                fitting.add(part);
            }
            left += others;
            return fitting;
        }
    }

    private static byte[] json(Object value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

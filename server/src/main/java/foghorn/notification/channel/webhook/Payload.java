package foghorn.notification.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
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
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One event as JSON. It stays below {@link #MOST_BYTES} (Standard Webhooks, "payload size"): what does not fit is left out, in this order
 * until it fits: the oldest updates, the last of the newest update's affected components, the end of its text beyond
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
        var bytes = new ByteArrayOutputStream(json.length);
        bytes.write(json, 1, json.length - 1);
        return new Payload(bytes.toByteArray());
    }

    /** The payload for one recipient. */
    byte[] with(Meta meta) {
        byte[] head = json(HEAD, new Head(meta));
        var bytes = new ByteArrayOutputStream(tail.length + head.length);
        bytes.write(head, 0, head.length - 1);
        bytes.write(',');
        bytes.writeBytes(tail);
        return bytes.toByteArray();
    }

    private record Head(Meta meta) {}

    private static final ObjectWriter HEAD = Json.MAPPER.writerFor(Head.class);

    private static Tail fitted(Hook.OfIncident hook, String shortlink) {
        var page = Page.of(hook.page());
        var updates = hook.incident().updates().stream().map(Update::of).toList();
        var components = hook.incident().components().stream()
                .map(component -> Component.of(component, hook.page()))
                .toList();
        var room = new Room(json(new IncidentTail(page, Incident.of(hook, shortlink, List.of(), List.of()))).length);
        var newest = updates.getFirst();
        var shown = room.fitting(components, TEXT);
        var affected = newest.affectedComponents();
        var text = shortened(newest.with(newest.body(), affected == null ? null : List.of()), room);
        var told = new ArrayList<Update>();
        told.add(text.with(text.body(), affected == null ? null : room.fitting(affected, 0)));
        told.addAll(room.fitting(updates.subList(1, updates.size()), 0));
        return new IncidentTail(page, Incident.of(hook, shortlink, told, shown));
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
        var body = update.body();
        boolean splits = length > 0 && Character.isHighSurrogate(body.charAt(length - 1));
        return update.with(body.substring(0, splits ? length - 1 : length) + CUT, update.affectedComponents());
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
        return json(Json.MAPPER.writer(), value);
    }

    private static byte[] json(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

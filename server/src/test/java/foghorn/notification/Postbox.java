package foghorn.notification;

import foghorn.subscriber.Recipient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that keeps what it is given, and answers what a test has laid down for an address. */
final class Postbox implements Channel {
    static final DeliveryOutcome TAKEN = new DeliveryOutcome.Delivered("250");

    final List<Message> sent = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<DeliveryOutcome>> answers = new ConcurrentHashMap<>();
    private volatile Duration slowness = Duration.ZERO;
    private final String name;

    /** For people: a newer notice makes an older one needless. */
    Postbox() {
        this("email");
    }

    private Postbox(String name) {
        this.name = name;
    }

    /** For programs: everything is told, in order. */
    static Postbox ofWebhooks() {
        return new Postbox("webhook");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean tells(Notice.Kind kind) {
        return !coalesces() || kind != Notice.Kind.COMPONENT_CHANGED;
    }

    @Override
    public int senders() {
        return 20;
    }

    @Override
    public String host(Recipient recipient) {
        return "everywhere";
    }

    @Override
    public int sendersPerHost() {
        return 20;
    }

    @Override
    public boolean coalesces() {
        return name.equals("email");
    }

    @Override
    public RetryPlan retries() {
        return coalesces() ? RetryPlan.DAY : RetryPlan.WEBHOOK;
    }

    void answer(String address, DeliveryOutcome... outcomes) {
        answers.put(address, new ArrayDeque<>(List.of(outcomes)));
    }

    void takeTime(Duration time) {
        slowness = time;
    }

    @Override
    public DeliveryOutcome send(Message message) throws InterruptedException {
        Thread.sleep(slowness);
        sent.add(message);
        var laidDown = answers.get(message.recipient().target());
        return Optional.ofNullable(laidDown).map(Queue::poll).orElse(TAKEN);
    }

    List<String> addresses() {
        return sent.stream()
                .map(message -> message.recipient().address().value())
                .sorted()
                .toList();
    }

    /** The events that were sent to one target, in the order of sending. */
    List<String> eventsTo(String target) {
        return sent.stream()
                .filter(message -> message.recipient().target().equals(target))
                .map(message -> ((Message.Event) message.content()).eventId())
                .toList();
    }

    List<String> keys() {
        return sent.stream().map(Message::key).toList();
    }
}

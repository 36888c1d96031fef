package foghorn.kit.once;

import foghorn.kit.crypto.InstallationKey;
import foghorn.kit.db.Database;
import foghorn.kit.id.Ids;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Exchange.Answer;
import foghorn.kit.web.Handler;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.Problem;
import foghorn.tenant.Receipt;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out once what a program asks under one {@code Idempotency-Key}, and answers every repetition within a day as it answered the
 * first. What changed something is marked in the transaction of the change, so a crash leaves no change without its mark, and where what will
 * be answered is known by then, the answer is kept there as well; what was refused
 * leaves nothing behind, and may be asked again, also in other words. Answers are sealed under the request itself, which is not kept.
 */
public final class Once {
    private static final Logger LOG = LoggerFactory.getLogger(Once.class);
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");
    private static final Duration KEPT = Duration.ofDays(1);

    /** After this an attempt that has changed nothing is given up; if it was only slow, what it does comes to nothing. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Database database;
    private final InstallationKey key;

    public Once(Database database, InstallationKey key) {
        this.database = database;
        this.key = key;
    }

    /** One request under a name. */
    private record Named(Receipt receipt, byte[] request, byte[] fingerprint) {}

    /** Lets the handler answer a program's request, or answers it as before. */
    public void handle(Exchange http, Handler handler) {
        var name = http.header(HEADER);
        if (name.isEmpty() || !(http.call().actor() instanceof Actor.ApiKey program)) {
            handler.handle(http);
            return;
        }
        var call = http.call();
        var named = named(program, name.get(), http);
        var earlier = take(call, named);
        if (earlier.isPresent()) {
            repeat(http, named, earlier.get());
            return;
        }
        http.callAs(call.with(named.receipt()));
        http.onAnswer(answer -> keep(call, named, answer));
        handler.handle(http);
    }

    private Named named(Actor.ApiKey program, String name, Exchange http) {
        if (!FORM.matcher(name).matches()) {
            throw new Problem.Invalid(HEADER, "must have 1 to 255 printable characters of ASCII");
        }
        byte[] mac = key.mac("once|name", (program.id() + "|" + name).getBytes(StandardCharsets.UTF_8));
        var hash = HexFormat.of().formatHex(mac);
        var request = new ByteArrayOutputStream();
        request.writeBytes((name + "\n" + http.method() + " " + http.uri() + "\n"
                        + http.header("content-type").orElse("") + "\n")
                .getBytes(StandardCharsets.UTF_8));
        request.writeBytes(http.bytes());
        byte[] whole = request.toByteArray();
        var receipt = new Receipt(
                program.id(),
                hash,
                Ids.next(),
                made -> http.answerTo(made).flatMap(answer -> sealed(whole, context(program.id(), hash), answer)));
        return new Named(receipt, whole, key.mac("once|request", whole));
    }

    /** Empty if the name is this request's now. */
    private Optional<Earlier> take(Call call, Named named) {
        return database.change(call, tx -> {
            var requests = new OnceRepository(tx);
            var forgotten = tx.now().minus(KEPT);
            return requests.take(
                            named.receipt(),
                            named.fingerprint(),
                            forgotten,
                            tx.now().plus(LONGEST))
                    ? Optional.<Earlier>empty()
                    : Optional.of(
                            requests.find(named.receipt(), named.fingerprint()).orElseGet(Earlier.Running::new));
        });
    }

    private void repeat(Exchange http, Named named, Earlier earlier) {
        switch (earlier) {
            case Earlier.Different other -> throw new Problem.Invalid(HEADER, "was used for another request");
            case Earlier.Running running -> {
                http.setHeader("retry-after", "1");
                throw new Problem.Conflict("The first request with this " + HEADER + " is still running.");
            }
            case Earlier.Unanswered lost ->
                throw new Problem.Conflict("The first request with this " + HEADER
                        + " was carried out, wholly or in part, and its answer is not known any more."
                        + " Look what is there before you ask again with another.");
            case Earlier.Answered(byte[] sealed) -> {
                byte[] packed = key.box("once", named.request()).open(sealed, context(named));
                http.answer(KeptAnswer.unpack(packed), "idempotency-replayed");
            }
        }
    }

    /** The change is made whatever happens here: an answer that cannot be kept is given all the same. */
    private void keep(Call call, Named named, Answer answer) {
        try {
            database.change(call, tx -> {
                var requests = new OnceRepository(tx);
                if (answer.status() < 400) {
                    requests.saveAnswer(named.receipt(), sealed(named.request(), context(named), answer));
                } else {
                    requests.release(named.receipt());
                }
                return null;
            });
        } catch (Problem.Unavailable e) {
            LOG.debug("the answer to request {} is not kept", call.requestId(), e);
        } catch (RuntimeException e) {
            LOG.error("the answer to request {} could not be kept", call.requestId(), e);
        }
    }

    /** Empty if it is too long to be kept. */
    private Optional<byte[]> sealed(byte[] request, String context, Answer answer) {
        return KeptAnswer.pack(answer).map(packed -> key.box("once", request).seal(packed, context));
    }

    private static String context(Named named) {
        return context(named.receipt().apiKey(), named.receipt().keyHash());
    }

    private static String context(String apiKey, String keyHash) {
        return "once_request|answer|" + apiKey + "|" + keyHash;
    }

    /** Forgets what is older than a day, of these organizations. May run on several nodes at once. */
    public void sweep(List<OrganizationId> organizations) {
        for (var organization : organizations) {
            database.change(new Call(new Actor.Job(organization, "sweep"), "sweep"), tx -> {
                new OnceRepository(tx).deleteBefore(tx.now().minus(KEPT));
                return null;
            });
        }
    }
}

package foghorn.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.component.ComponentRoom;
import foghorn.component.NewComponent;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.id.Ids;
import foghorn.kit.mail.EmailAddress;
import foghorn.page.Origin;
import foghorn.page.Origins;
import foghorn.subscriber.SubscriberFileImport.Report;
import foghorn.subscriber.SubscriberFileImport.Table;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Problem.FieldError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriberFileImportTest {
    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database(InstantSource.system());
    private final Cast cast = Cast.on(database);
    private final SubscriberRoom room = new SubscriberRoom(database, cast.vault(), cast.key());
    private final List<String> refused = new ArrayList<>();

    @AfterEach
    void close() {
        test.close();
    }

    private final SubscriberFileImport.Listener listener = new SubscriberFileImport.Listener() {
        @Override
        public void done(long rows) {}

        @Override
        public void refused(long line, FieldError error) {
            refused.add(line + " " + error.field());
        }

        @Override
        public boolean isStopped() {
            return false;
        }
    };

    private Report run(String table, boolean confirmed, boolean dryRun) {
        refused.clear();
        return room.files()
                .run(cast.alice(), cast.page(), new Table(new StringReader(table), confirmed, dryRun), listener);
    }

    private String export(PageId page) {
        var out = new ByteArrayOutputStream();
        try {
            room.exports().write(page.equals(cast.page()) ? cast.alice() : cast.mallory(), page, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private long count(String sql) {
        return database.read(
                cast.alice(), tx -> tx.createQuery(sql).mapTo(Long.class).one());
    }

    private Map<SubscriberState, Long> states() {
        return room.service().counts(cast.alice(), cast.page());
    }

    private static String table(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "reader-" + i + "@readers.example\n")
                .collect(Collectors.joining("", "email\n", ""));
    }

    @Test
    void whoIsVouchedForIsActiveAtOnceAndHearsNothing() {
        assertThat(run(table(0, 2_500), true, false)).isEqualTo(new Report(2_500, 2_500, 0, 0, false));
        assertThat(states()).containsEntry(SubscriberState.ACTIVE, 2_500L);
        assertThat(count("select count(*) from direct_message")).isZero();
        assertThat(count("select count(*) from subscriber where confirmed_at is null"))
                .isZero();
        assertThat(count("select count(*) from subscriber where not vouched")).isZero();
        assertThat(count("select count(*) from subject_key k join subscriber s on s.id = k.subject_id"))
                .isEqualTo(2_500);
        assertThat(count("""
                select count(*) from audit_entry
                 where action = 'subscriber.imported' and actor like 'team_member:%' and details like '%"confirmed":true%'
                """)).isEqualTo(3);

        assertThat(run(table(2_400, 2_600), true, false)).isEqualTo(new Report(200, 100, 100, 0, false));
    }

    @Test
    void everybodyElseIsAskedByMailAndCanConfirm() {
        var told = new AtomicInteger();
        room.service().onMessage(told::incrementAndGet);

        assertThat(run(table(0, 3), false, false).added()).isEqualTo(3);

        assertThat(told).hasPositiveValue();
        assertThat(states()).containsEntry(SubscriberState.UNCONFIRMED, 3L);
        assertThat(count("select count(*) from subscriber where vouched")).isZero();
        assertThat(count("""
                select count(*) from direct_message
                 where kind = 'confirm_subscription' and channel = 'email' and state = 'waiting' and token_expires_at > now()
                """)).isEqualTo(3);
        assertThat(run(table(0, 3), true, false)).isEqualTo(new Report(3, 0, 3, 0, false));
        assertThat(states()).as("nobody else confirms for them").containsEntry(SubscriberState.UNCONFIRMED, 3L);
    }

    @Test
    void whoHasLeftOrIsLeftAloneIsNotBroughtBack() {
        run(table(0, 4), true, false);
        database.change(cast.alice(), tx -> {
            var ids = tx.createQuery("select id from subscriber order by id")
                    .mapTo(String.class)
                    .list();
            new SubscriberRepository(tx).unsubscribe(ids.get(0));
            new QuarantineRepository(tx).end(new SubscriberId(ids.get(1)), "email", Instant.now());
            cast.vault().erase(tx, ids.get(2));
            return null;
        });
        database.installation(handle -> handle.createUpdate(
                        "insert into suppression (address_hmac, reason, since) values (:mac, 'asked', now())")
                .bind("mac", cast.key().mac("suppression", "never@readers.example".getBytes(StandardCharsets.UTF_8)))
                .execute());

        var again = run(table(0, 4) + "Never@readers.example\n", true, false);

        assertThat(again).isEqualTo(new Report(5, 0, 5, 0, false));
        assertThat(states())
                .containsEntry(SubscriberState.ACTIVE, 2L)
                .containsEntry(SubscriberState.UNSUBSCRIBED, 1L)
                .containsEntry(SubscriberState.QUARANTINED, 1L);
    }

    @Test
    void whatIsWrongIsNamedByLineAndColumnAndTheRestIsTaken() {
        var component = new ComponentRoom(database)
                .components()
                .create(cast.alice(), cast.page(), NewComponent.named("North quay"))
                .id();
        database.changePage(cast.alice(), cast.page(), Permission.MANAGE_PAGE, tx -> {
            new Origins(tx, cast.page())
                    .put(Origin.Kind.COMPONENT, new Origin("elsewhere-1", component.value(), Instant.now(), 1));
            return null;
        });
        var table = """
                type,email,phone_number,phone_country,endpoint,component_ids,state
                email,one@readers.example,,,,%s,
                email,no address,,,,,
                sms,two@readers.example,5551234,us,,,
                webhook,ops@readers.example,,,https://hooks.example/a,"elsewhere-1, %s",active
                ,,,,https://hooks.example/b,,
                email,three@readers.example,,,,%s,
                email,four@readers.example,,,,,unsubscribed
                email,ONE@readers.example,,,,,
                webhook,five@readers.example,,,ftp://hooks.example,,
                email,six@readers.example,,,,,,more
                """.formatted(component.value(), component.value(), Ids.next());

        var dry = run(table, true, true);
        var named = List.copyOf(refused);
        assertThat(count("select count(*) from subscriber")).isZero();
        var report = run(table, true, false);

        assertThat(report).isEqualTo(dry).isEqualTo(new Report(10, 2, 1, 7, false));
        assertThat(refused)
                .isEqualTo(named)
                .containsExactly("3 email", "4 type", "6 email", "7 component_ids", "8 state", "10 endpoint", "11 row");
        assertThat(count("select count(*) from subscriber_scope where component_id = '" + component.value() + "'"))
                .isEqualTo(2);
        var hook = room.webhooks().list(cast.alice(), cast.page()).getFirst();
        assertThat(hook.endpoint()).hasToString("https://hooks.example/a");
        assertThat(hook.components()).containsExactly(component);
    }

    @Test
    void whatIsExportedComesBackElsewhere() {
        run("""
                email,endpoint
                one@readers.example,
                +two@readers.example,
                ops@readers.example,https://hooks.example/a
                """, true, false);

        var exported = export(cast.page());
        var there = room.files()
                .run(cast.mallory(), cast.otherPage(), new Table(new StringReader(exported), true, false), listener);

        assertThat(there).isEqualTo(new Report(3, 3, 0, 0, false));
        assertThat(exported)
                .contains("email,'+two@readers.example,")
                .contains("webhook,ops@readers.example,,,https://");
        assertThat(addresses(export(cast.otherPage())))
                .isEqualTo(addresses(exported))
                .hasSize(3);
    }

    private static List<String> addresses(String table) {
        return table.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[0] + cells[1] + cells[4])
                .sorted()
                .toList();
    }

    @Test
    void nobodyIsAskedOnAPageOnWhichNobodyCanConfirm() {
        database.change(
                cast.alice(),
                tx -> tx.createUpdate("update page set visibility = 'private' where id = :page")
                        .bind("page", cast.page().value())
                        .execute());

        assertThatThrownBy(() -> run(table(0, 1), false, true)).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> run(table(0, 1), false, false)).isInstanceOf(Problem.Conflict.class);
        assertThat(run(table(0, 1), true, false).added()).isEqualTo(1);
    }

    @Test
    void importAndExportAreForWhoMayManageSubscribers() {
        var batch = new SubscriberImportService.Batch(
                true,
                List.of(new ImportedSubscriber.ByEmail(EmailAddress.of("email", "a@readers.example"), List.of())));
        assertThatThrownBy(() -> room.imports().add(cast.bob(), cast.page(), batch))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> room.imports().preview(cast.bob(), cast.page(), batch))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> room.imports().add(cast.mallory(), cast.page(), batch))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> room.exports().record(cast.bob(), cast.page())).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> room.exports().write(cast.mallory(), cast.page(), new ByteArrayOutputStream()))
                .isInstanceOf(Problem.NotFound.class);
    }
}

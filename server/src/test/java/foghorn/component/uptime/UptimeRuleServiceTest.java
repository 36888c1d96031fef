package foghorn.component.uptime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.Cast;
import foghorn.kit.db.Database;
import foghorn.kit.db.TestDatabase;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Call;
import foghorn.tenant.Problem;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UptimeRuleServiceTest {
    private static final TestDatabase POSTGRES = TestDatabase.create();
    private static final UptimeRule HARSH =
            new UptimeRule(100, 50, List.of(1, 5, 10, 15), Optional.of(new BigDecimal("99.95")));

    private final Database database = POSTGRES.database(InstantSource.system());
    private final UptimeRuleService rules = new UptimeRoom(database).rules();
    private final Cast cast = Cast.on(database);

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void aPageThatSaysNothingCountsAsUsual() {
        assertThat(rules.find(cast.alice(), cast.page()).rule()).isEqualTo(UptimeRule.STANDARD);
        rules.change(cast.alice(), cast.page(), UptimeRule.STANDARD, ExpectedVersion.any());
        assertThat(rules.find(cast.alice(), cast.page()).version()).isZero();
    }

    @Test
    void whatItSaysIsKeptUntilItSaysAnother() {
        change(HARSH, 0);
        assertThat(rules.find(cast.alice(), cast.page())).isEqualTo(new UptimeRuleService.Versioned(HARSH, 1));

        change(UptimeRule.STANDARD, 1);
        assertThat(rules.find(cast.alice(), cast.page()))
                .isEqualTo(new UptimeRuleService.Versioned(UptimeRule.STANDARD, 2));
    }

    @Test
    void whoWasSlowerIsToldSo() {
        change(HARSH, 0);

        assertThatThrownBy(() -> change(UptimeRule.STANDARD, 0)).isInstanceOf(Problem.Conflict.class);
        assertThat(rules.find(cast.alice(), cast.page()).rule()).isEqualTo(HARSH);
    }

    @Test
    void onlyWhoManagesThePageSaysSo() {
        assertThatThrownBy(() -> change(cast.bob(), 0)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> change(cast.mallory(), 0)).isInstanceOf(Problem.NotFound.class);
        assertThat(rules.find(cast.alice(), cast.page()).version()).isZero();
    }

    private void change(UptimeRule rule, int seen) {
        rules.change(cast.alice(), cast.page(), rule, new ExpectedVersion.OfForm(seen));
    }

    private void change(Call call, int seen) {
        rules.change(call, cast.page(), HARSH, new ExpectedVersion.OfForm(seen));
    }
}

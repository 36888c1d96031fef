package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReminderIntervalsTest {
    @Test
    void theThreeFormsAreRead() {
        assertThat(new ReminderIntervals("[1, 5, 7, 10]").hours()).containsExactly(1, 5, 7, 10);
        assertThat(new ReminderIntervals("[24]").hours()).containsExactly(24);
        assertThat(new ReminderIntervals("7").hours()).containsExactly(7, 14, 21);
        assertThat(new ReminderIntervals("[]").hours()).isEmpty();
    }

    @Test
    void theTextIsKeptAsGiven() {
        assertThat(new ReminderIntervals("[1,5]").text()).isEqualTo("[1,5]");
    }

    @Test
    void anythingElseIsRefused() {
        for (var text :
                List.of("", "0", "25", "[0]", "[5, 5]", "[7, 5]", "[1, 25]", "[1 5]", "[1,]", "1, 5", "-1", "null")) {
            assertThatThrownBy(() -> new ReminderIntervals(text)).as(text).isInstanceOf(Problem.Invalid.class);
        }
    }
}

package foghorn.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foghorn.tenant.Problem;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeZonesTest {
    @Test
    void everyRailsNameLeadsToAZoneAndBackToANameOfThatZone() {
        assertThat(TimeZones.railsNames()).hasSizeGreaterThan(145);
        for (var name : TimeZones.railsNames()) {
            var zone = TimeZones.require("time_zone", name);
            assertThat(TimeZones.find(TimeZones.railsName(zone))).as(name).contains(zone);
        }
    }

    @Test
    void aZoneWithSeveralRailsNamesAnswersItsOwnCity() {
        Map.of(
                        "Europe/London", "London",
                        "Asia/Tokyo", "Tokyo",
                        "Europe/Zurich", "Zurich",
                        "America/Mexico_City", "Mexico City",
                        "Etc/UTC", "UTC",
                        "America/Los_Angeles", "Pacific Time (US & Canada)",
                        "Asia/Kathmandu", "Kathmandu",
                        "Europe/Luxembourg", "Europe/Luxembourg")
                .forEach((iana, rails) ->
                        assertThat(TimeZones.railsName(ZoneId.of(iana))).isEqualTo(rails));
    }

    @Test
    void bothNamesAreTakenAndAnythingElseIsRefused() {
        assertThat(TimeZones.find("America/Chicago")).contains(ZoneId.of("America/Chicago"));
        assertThat(TimeZones.find("Central Time (US & Canada)")).contains(ZoneId.of("America/Chicago"));
        assertThat(TimeZones.find("UTC")).contains(ZoneId.of("Etc/UTC"));
        assertThat(TimeZones.find("+02:00")).isEmpty();
        assertThat(TimeZones.find("EST")).isEmpty();
        assertThat(TimeZones.find("")).isEmpty();
        assertThatThrownBy(() -> TimeZones.require("time_zone", "Nowhere")).isInstanceOf(Problem.Invalid.class);
    }
}

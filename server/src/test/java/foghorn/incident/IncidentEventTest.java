package foghorn.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import foghorn.kit.web.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentEventTest {
    private static final IncidentId INCIDENT = new IncidentId("3r8yzk1d6wfb");
    private static final IncidentUpdateId UPDATE = new IncidentUpdateId("tz0l7qc4x1jh");

    @Test
    void everyEventIsReadBackAsItWasStored() throws JsonProcessingException {
        var events = List.of(
                new IncidentEvent.Opened(INCIDENT, UPDATE, 1, true),
                new IncidentEvent.Updated(INCIDENT, UPDATE, 1, false),
                new IncidentEvent.Resolved(INCIDENT, UPDATE, 1, true),
                new IncidentEvent.Scheduled(INCIDENT, UPDATE, 1, true),
                new IncidentEvent.Started(INCIDENT, UPDATE, 1, true),
                new IncidentEvent.Completed(INCIDENT, UPDATE, 1, true),
                new IncidentEvent.PostmortemPublished(INCIDENT, UPDATE, 1, 3, true),
                new IncidentEvent.PostmortemWithdrawn(INCIDENT),
                new IncidentEvent.Edited(INCIDENT, UPDATE, 2),
                new IncidentEvent.Changed(INCIDENT),
                new IncidentEvent.Backfilled(INCIDENT),
                new IncidentEvent.Imported(INCIDENT),
                new IncidentEvent.Deleted(INCIDENT));

        assertThat(events).extracting(Object::getClass).hasSize(permitted());
        for (var event : events) {
            assertThat(IncidentEvent.parse(event.kind(), Json.MAPPER.writeValueAsString(event)))
                    .contains(event);
        }
    }

    @Test
    void anEventHoldsIdsAndVersionsAndNothingElse() throws JsonProcessingException {
        assertThat(Json.MAPPER.writeValueAsString(new IncidentEvent.Opened(INCIDENT, UPDATE, 1, true)))
                .isEqualTo("""
                        {"incident_id":"3r8yzk1d6wfb","incident_update_id":"tz0l7qc4x1jh","update_version":1,"notify":true}""");
    }

    @Test
    void aKindOfAnotherRoomIsNotOurs() {
        assertThat(IncidentEvent.parse("component.created", "{}")).isEmpty();
    }

    private static int permitted() {
        int direct = IncidentEvent.class.getPermittedSubclasses().length - 1;
        return direct + IncidentEvent.Posted.class.getPermittedSubclasses().length;
    }
}

package foghorn.component.api;

import foghorn.component.AutomationAddresses;
import foghorn.component.Component;
import foghorn.component.ComponentId;
import foghorn.kit.time.WireTime;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A component, or the row of a group, as {@code /v1} answers it. The order of the components is the order of the keys. */
public record ComponentResponse(
        String id,
        String pageId,
        @Nullable String groupId,
        String createdAt,
        String updatedAt,
        boolean group,
        String name,
        @Nullable String description,
        int position,
        String status,
        boolean showcase,
        boolean onlyShowIfDegraded,
        String automationEmail,
        @Nullable String startDate) {
    public static ComponentResponse of(Component component, AutomationAddresses addresses) {
        return new ComponentResponse(
                component.id().value(),
                component.pageId().value(),
                component.group().map(ComponentId::value).orElse(null),
                WireTime.seconds(component.createdAt()),
                WireTime.seconds(component.updatedAt()),
                component.isGroup(),
                component.name(),
                component.description().orElse(null),
                component.position(),
                component.status().wire(),
                component.showcase(),
                component.onlyShowIfDegraded(),
                addresses.of(component.id()),
                component.startDate().map(LocalDate::toString).orElse(null));
    }
}

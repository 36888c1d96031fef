package foghorn.component.api;

import foghorn.component.ComponentGroup;
import foghorn.component.ComponentId;
import foghorn.kit.time.WireTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group as {@code /v1} answers it. The order of the components is the order of the keys. */
record ComponentGroupResponse(
        String id,
        String pageId,
        String name,
        @Nullable String description,
        List<String> components,
        int position,
        String createdAt,
        String updatedAt) {
    static ComponentGroupResponse of(ComponentGroup grouped) {
        var group = grouped.group();
        return new ComponentGroupResponse(
                group.id().value(),
                group.pageId().value(),
                group.name(),
                group.description().orElse(null),
                grouped.components().stream().map(ComponentId::value).toList(),
                group.position(),
                WireTime.seconds(group.createdAt()),
                WireTime.seconds(group.updatedAt()));
    }
}

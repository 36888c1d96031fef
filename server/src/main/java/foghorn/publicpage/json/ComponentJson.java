package foghorn.publicpage.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A component or a group, in the contract's order of keys; {@code components} stands in groups only. */
record ComponentJson(
        String id,
        String name,
        String status,
        String createdAt,
        String updatedAt,
        int position,
        @Nullable String description,
        boolean showcase,
        @Nullable String startDate,
        @Nullable String groupId,
        String pageId,
        boolean group,
        boolean onlyShowIfDegraded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> components) {}

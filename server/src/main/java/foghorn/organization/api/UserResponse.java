package foghorn.organization.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import foghorn.kit.time.WireTime;
import foghorn.organization.User;
import foghorn.tenant.OrganizationId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as {@code /v1} writes them. People are known by their address alone, so they have no names here.
 *
 * @param role an addition
 * @param state an addition: {@code active}, or {@code invited} before they joined
 */
@JsonPropertyOrder({
    "id",
    "organization_id",
    "email",
    "first_name",
    "last_name",
    "created_at",
    "updated_at",
    "role",
    "state"
})
record UserResponse(
        String id,
        String organizationId,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        String createdAt,
        String updatedAt,
        String role,
        String state) {
    static UserResponse of(User user, OrganizationId organization) {
        var since = WireTime.seconds(user.since());
        return new UserResponse(
                user.id(),
                organization.value(),
                user.address().value(),
                null,
                null,
                since,
                since,
                user.role().name().toLowerCase(Locale.ROOT),
                user.isInvited() ? "invited" : "active");
    }
}

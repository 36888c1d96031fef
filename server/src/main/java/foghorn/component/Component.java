package foghorn.component;

import foghorn.tenant.PageId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A part of the service that a page reports on, or a group of such parts.
 *
 * @param group the group it stands in; a group stands in none
 * @param status of a group the worst of its components
 * @param position from 1, inside its group or on the page; without gaps, but those of an import until components are next moved
 * @param showcase whether its uptime is shown
 * @param onlyShowIfDegraded whether it is hidden while operational
 * @param startDate before it nothing is known
 */
public record Component(
        ComponentId id,
        PageId pageId,
        Optional<ComponentId> group,
        boolean isGroup,
        String name,
        Optional<String> description,
        ComponentStatus status,
        int position,
        boolean showcase,
        boolean onlyShowIfDegraded,
        Optional<LocalDate> startDate,
        int version,
        Instant createdAt,
        Instant updatedAt) {}

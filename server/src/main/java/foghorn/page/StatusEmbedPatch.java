package foghorn.page;

import foghorn.kit.patch.Change;
import foghorn.kit.patch.ExpectedVersion;
import foghorn.tenant.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/** What shall be different about a status embed; colours as they were typed, with or without {@code #}. */
public record StatusEmbedPatch(
        ExpectedVersion expected,
        Change<StatusEmbed.Position> position,
        Change<String> incidentBackground,
        Change<String> incidentText,
        Change<String> maintenanceBackground,
        Change<String> maintenanceText) {
    private static final Pattern COLOR = Pattern.compile("#?[0-9a-fA-F]{6}");

    StatusEmbed on(StatusEmbed present) {
        return new StatusEmbed(
                position.on(present.position()),
                new StatusEmbed.Colors(
                        color("incident_background_color", incidentBackground)
                                .on(present.incident().background()),
                        color("incident_text_color", incidentText)
                                .on(present.incident().text())),
                new StatusEmbed.Colors(
                        color("maintenance_background_color", maintenanceBackground)
                                .on(present.maintenance().background()),
                        color("maintenance_text_color", maintenanceText)
                                .on(present.maintenance().text())));
    }

    private static Change<String> color(String field, Change<String> change) {
        return change.map(typed -> {
            if (!COLOR.matcher(typed.strip()).matches()) {
                throw new Problem.Invalid(field, "must be a colour of six hexadecimal digits, such as #b42318");
            }
            return typed.strip().replace("#", "").toLowerCase(Locale.ROOT);
        });
    }
}

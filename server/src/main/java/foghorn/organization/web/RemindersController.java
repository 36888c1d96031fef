package foghorn.organization.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.organization.ReminderOf;
import foghorn.organization.ReminderService;
import foghorn.tenant.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /console/reminders}: what the reader is reminded of by mail. It is theirs to choose, whatever they may do. */
public final class RemindersController {
    /** Where the screen is. */
    public static final String PATH = "/console/reminders";

    private static final Map<String, String> LABELS = Map.of("reminders", "What you are reminded of");

    private final ReminderService reminders;
    private final Shells shells;

    public RemindersController(ReminderService reminders, Shells shells) {
        this.reminders = reminders;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        routes.get(Access.SESSION, PATH, this::ask);
        routes.post(Access.SESSION, PATH, this::choose);
    }

    private void ask(Exchange http) {
        var chosen =
                reminders.wanted(http.call()).stream().map(ReminderOf::wire).collect(Collectors.toSet());
        show(http, 200, chosen, FormErrors.NONE);
    }

    private void choose(Exchange http) {
        var chosen = Set.copyOf(http.body().texts("reminders").orElse(List.of()));
        try {
            var wanted = chosen.stream()
                    .map(wire -> ReminderOf.of(wire)
                            .orElseThrow(() -> new Problem.Invalid("reminders", "must be chosen from the list")))
                    .collect(Collectors.toUnmodifiableSet());
            reminders.choose(http.call(), wanted);
            http.seeOther(PATH + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, chosen, FormErrors.of(e, LABELS));
        }
    }

    private void show(Exchange http, int status, Set<String> chosen, FormErrors errors) {
        var said = http.query("done").filter("saved"::equals).map(done -> "Saved. It holds from the next reminder on.");
        var view = new RemindersView(shells.of(http, "").saying(said), chosen, errors);
        http.html(status, "organization/reminders.jte", view);
    }
}

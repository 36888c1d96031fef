package foghorn.component.web;

import foghorn.component.ComponentId;
import foghorn.component.uptime.ComponentDays;
import foghorn.component.uptime.CorrectionService;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The days of one component, and the form that corrects one of them. */
public final class UptimeDaysController {
    private static final String PATH = ComponentsController.PATH + "/:component_id/uptime";
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Map<String, String> LABELS = Map.of(
            "major_minutes", "Minutes of major outage",
            "partial_minutes", "Minutes of partial outage",
            "day", "This day");

    private final CorrectionService corrections;
    private final Shells shells;

    public UptimeDaysController(CorrectionService corrections, Shells shells) {
        this.corrections = corrections;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var change = Access.session(Permission.MANAGE_COMPONENTS);
        routes.get(change, PATH, this::days);
        routes.get(change, PATH + "/:day", this::day);
        routes.post(change, PATH + "/:day", this::correct);
        routes.post(change, PATH + "/:day/undo", this::undo);
    }

    private void days(Exchange http) {
        var wish = http.query("month").flatMap(text -> parsed(text, MONTH, YearMonth::parse));
        var shell = shells.of(http, ComponentsController.ENTRY).saying(Done.said(http));
        http.html(200, "component/uptime.jte", new UptimeMonth(shell, base(http), month(http, wish)));
    }

    private void day(Exchange http) {
        var date = date(http);
        var month = month(http, Optional.of(YearMonth.from(date)));
        show(http, 200, month, date, CorrectionForm::of, FormErrors.NONE);
    }

    private void correct(Exchange http) {
        var date = date(http);
        var form = CorrectionForm.read(http.body());
        try {
            corrections.correct(http.call(), http.pageId(), component(http), form.toCommand(date));
            http.seeOther(base(http) + "?done=corrected&month=" + YearMonth.from(date));
        } catch (Problem.Invalid e) {
            var month = month(http, Optional.of(YearMonth.from(date)));
            show(http, 422, month, date, day -> form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            var month = month(http, Optional.of(YearMonth.from(date)));
            show(http, 409, month, date, day -> form.having(day.version()), FormErrors.NONE);
        }
    }

    private void undo(Exchange http) {
        var date = date(http);
        var seen = new CorrectionService.SeenDay(date, http.body().text("seen").orElse(""));
        try {
            corrections.undo(http.call(), http.pageId(), component(http), seen);
            http.seeOther(base(http) + "?done=measured&month=" + YearMonth.from(date));
        } catch (Problem.Conflict e) {
            var month = month(http, Optional.of(YearMonth.from(date)));
            show(http, 409, month, date, CorrectionForm::of, FormErrors.NONE);
        }
    }

    private void show(
            Exchange http,
            int status,
            ComponentDays month,
            LocalDate date,
            Function<ComponentDays.Day, CorrectionForm> form,
            FormErrors errors) {
        var day = month.over(date).orElseThrow(() -> new Problem.NotFound("day"));
        var shell = shells.of(http, ComponentsController.ENTRY);
        http.html(
                status,
                "component/correction.jte",
                new CorrectionView(shell, base(http), month.component(), day, form.apply(day), errors, status == 409));
    }

    private ComponentDays month(Exchange http, Optional<YearMonth> wish) {
        shells.require(http, Permission.MANAGE_COMPONENTS);
        return corrections.month(http.call(), http.pageId(), component(http), wish);
    }

    private static ComponentId component(Exchange http) {
        return http.id("component_id", ComponentId::new);
    }

    private static String base(Exchange http) {
        return ComponentsController.base(http) + "/" + component(http) + "/uptime";
    }

    private static LocalDate date(Exchange http) {
        return parsed(http.parameter("day"), DAY, LocalDate::parse).orElseThrow(() -> new Problem.NotFound("day"));
    }

    private static <T> Optional<T> parsed(String text, Pattern form, Function<String, T> parser) {
        try {
            return form.matcher(text).matches() ? Optional.of(parser.apply(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

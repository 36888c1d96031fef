package foghorn.organization.web;

import foghorn.kit.patch.ExpectedVersion;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.organization.Colleague;
import foghorn.organization.InvitationService;
import foghorn.organization.TeamService;
import foghorn.tenant.Actor;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import foghorn.tenant.Role;
import foghorn.tenant.TeamMemberId;
import java.util.Map;
import java.util.Optional;

/** {@code /console/team}: who is on the team, what they may do, and taking them off it. */
public final class TeamController {
    /** The entry of the navigation. */
    public static final String ENTRY = "Team";

    static final String PATH = "/console/team";
    static final Map<String, String> LABELS = Map.of("grants", "What they may do", "email", "E-mail address");

    private final TeamService team;
    private final InvitationService invitations;
    private final PageChoices pages;
    private final Shells shells;

    public TeamController(TeamService team, InvitationService invitations, PageChoices pages, Shells shells) {
        this.team = team;
        this.invitations = invitations;
        this.pages = pages;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_ORGANIZATION);
        var one = PATH + "/:team_member_id";
        routes.get(access, PATH, this::list);
        routes.get(access, one, this::edit);
        routes.post(access, one, this::save);
        routes.get(access, one + "/remove", this::askToRemove);
        routes.post(access, one + "/remove", this::remove);
    }

    /** Whether the reader may make and change owners. */
    static boolean isOwner(Exchange http) {
        return http.call().actor() instanceof Actor.TeamMember member && member.role() == Role.OWNER;
    }

    private static Optional<TeamMemberId> self(Exchange http) {
        return http.call().actor() instanceof Actor.TeamMember member ? Optional.of(member.id()) : Optional.empty();
    }

    private void list(Exchange http) {
        var view = new TeamView(
                shells.of(http, ENTRY).saying(said(http)),
                team.list(http.call()),
                invitations.list(http.call()),
                pages.of(http.call()),
                self(http),
                isOwner(http));
        http.html(200, "organization/team.jte", view);
    }

    private static Optional<String> said(Exchange http) {
        return http.query("done").flatMap(name -> switch (name) {
            case "saved" -> Optional.of("Saved. It holds from now on, also where they are signed in.");
            case "removed" -> Optional.of("Removed. They are signed out of this organization.");
            case "invited" -> Optional.of("Invited. The link is on its way and works for seven days.");
            case "unsent" ->
                Optional.of(
                        "The invitation is written down, but the mail server did not take the message. Send it again"
                                + " from the list.");
            case "revoked" -> Optional.of("Taken back. The link works no more.");
            default -> Optional.empty();
        });
    }

    private Colleague find(Exchange http) {
        return team.find(http.call(), http.id("team_member_id", TeamMemberId::new));
    }

    private void edit(Exchange http) {
        var colleague = find(http);
        var form = RankForm.of(colleague.member().role(), colleague.grants());
        show(http, 200, colleague, form, FormErrors.NONE);
    }

    private void save(Exchange http) {
        var colleague = find(http);
        var form = RankForm.read(http.body());
        var expected = new ExpectedVersion.OfForm(http.body().number("version").orElse(0));
        try {
            team.change(http.call(), colleague.member().id(), expected, form.toRank());
            http.seeOther(PATH + "?done=saved");
        } catch (Problem.Invalid e) {
            show(http, 422, colleague, form, FormErrors.of(e, LABELS));
        } catch (Problem.Conflict e) {
            show(http, 409, find(http), form, FormErrors.NONE);
        }
    }

    private void show(Exchange http, int status, Colleague colleague, RankForm form, FormErrors errors) {
        var view = new ColleagueEdit(
                shells.of(http, ENTRY),
                colleague,
                form,
                colleague.member().version(),
                pages.of(http.call()),
                isOwner(http),
                errors,
                status == 409);
        http.html(status, "organization/colleague.jte", view);
    }

    private void askToRemove(Exchange http) {
        http.html(200, "organization/colleague-remove.jte", new ColleagueRemoval(shells.of(http, ENTRY), find(http)));
    }

    private void remove(Exchange http) {
        team.remove(http.call(), http.id("team_member_id", TeamMemberId::new));
        http.seeOther(PATH + "?done=removed");
    }
}

package foghorn.console;

import foghorn.kit.web.Shell;
import foghorn.tenant.Call;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import java.util.ArrayList;
import java.util.List;

/** What is left to do with a page that is new, of what the reader may do: until it is in use, or all is done. */
final class FirstSteps {
    private final ConsoleRoom.Needs needs;

    FirstSteps(ConsoleRoom.Needs needs) {
        this.needs = needs;
    }

    /**
     * What the overview knows of the page already.
     *
     * @param everWritten whether an incident was written here; a page that moved in with its past is as new as any other
     */
    record Facts(boolean hasComponents, boolean everWritten, boolean isFollowed) {}

    List<OverviewView.Step> of(Call call, PageId page, Shell shell, Facts facts) {
        if (facts.hasComponents() && facts.everWritten()) {
            return List.of();
        }
        var here = shell.page().orElseThrow();
        var steps = new ArrayList<OverviewView.Step>();
        if (call.actor().may(page, Permission.MANAGE_COMPONENTS)) {
            steps.add(new OverviewView.Step(
                    "Add your components",
                    "The parts of your service as people know them.",
                    here.href() + "/components/new",
                    facts.hasComponents()));
        }
        if (!facts.hasComponents() && call.actor().may(page, Permission.MANAGE_PAGE)) {
            steps.add(new OverviewView.Step(
                    "Or move in from another status page",
                    "Its components and incidents come along, with all their times.",
                    here.href() + "/import",
                    false));
        }
        if (call.actor().may(page, Permission.MANAGE_PAGE)) {
            steps.add(new OverviewView.Step(
                    "Say what the page is for",
                    "A few sentences above the components, where to turn for help, and your time zone.",
                    here.href() + "/settings",
                    needs.pages().find(call, page).description().isPresent()));
        }
        if (call.actor().may(Permission.MANAGE_ORGANIZATION)) {
            steps.add(new OverviewView.Step(
                    "Bring your team", "Whoever is awake when something breaks.", "/console/team", hasTeam(call)));
        }
        steps.add(new OverviewView.Step(
                "Follow the page yourself",
                "Subscribe by e-mail and confirm, as your subscribers do.",
                here.publicUrl() + "/subscribe",
                facts.isFollowed()));
        if (call.actor().may(page, Permission.MANAGE_INCIDENTS)) {
            steps.add(new OverviewView.Step(
                    "Try a test incident",
                    "It tells only you what your subscribers will read.",
                    here.href() + "/rehearsal",
                    needs.rehearsals().isRehearsed(call, page)));
        }
        return steps.stream().allMatch(OverviewView.Step::done) ? List.of() : List.copyOf(steps);
    }

    private boolean hasTeam(Call call) {
        return needs.organization().team().list(call).size() > 1
                || !needs.organization().invitations().list(call).isEmpty();
    }
}

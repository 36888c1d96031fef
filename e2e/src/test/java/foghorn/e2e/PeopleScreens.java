package foghorn.e2e;

import java.net.URI;

/** The screens of those who work with the console, people and programs: signing in, team, API keys, activity. */
record PeopleScreens(Inspection inspection, String console, Screen screen) {
    void apiKeys() {
        var keys = console.replaceFirst("/pages/.*", "/api-keys");
        inspection.of("api-keys", screen.open(keys).isAt("API keys"));
        inspection.of("api-reference", screen.press("What programs can do").isAt("Manage API"));
        screen.open(keys);
        inspection.of("api-key-new", screen.press("New API key").isAt("New API key"));
        inspection.of("api-key-error", screen.press("Make the key").isAt("There is a problem"));
        screen.fill("Name", "Deployment of the ticket office").press("Make the key");
        inspection.of("api-key-made", screen.isAt("The key"));
        screen.open(keys).at("a[href$='/limit']").first().click();
        inspection.of("api-key-limit", screen.isAt("How fast Deployment of the ticket office may ask"));
        inspection.of(
                "api-key-limit-error",
                screen.fill("Requests a minute", "many").press("Save").isAt("There is a problem"));
        screen.fill("Requests a minute", "120").press("Save").says("Saved.");
        screen.open(keys).at("a[href$='/revoke']").first().click();
        inspection.of("api-key-revoke", screen.isAt("Revoke Deployment"));
        screen.press("Revoke key").says("Revoked.").at("main summary").click();
        inspection.of("api-keys-ended", screen);
        inspection.of("reminders", screen.press("Your reminders").isAt("Your reminders"));
        screen.field("Maintenances that begin soon").uncheck();
        inspection.of("reminders-saved", screen.press("Save").says("Saved."));
    }

    void team(Screen newcomer) {
        var team = console.replaceFirst("/pages/.*", "/team");
        inspection.of("team-alone", screen.open(team).isAt("Team"));
        inspection.of("invitation-new", screen.press("Invite somebody").isAt("Invite somebody"));
        inspection.of("invitation-error", screen.press("Send invitation").isAt("There is a problem"));
        screen.fill("E-mail address", "eve@larkfield.example").press("Send invitation");
        inspection.of("invitation-link", screen.isAt("Hand over the invitation"));
        var link = screen.at(".panel code").textContent();
        inspection.of("team-invited", screen.press("Back to the team").isAt("Invited"));
        screen.at("a[href$='/delete']").click();
        inspection.of("invitation-delete", screen.isAt("Take back the invitation"));

        inspection.of("join", newcomer.open(link).isAt("Join the team of Larkfield"));
        inspection.of("join-error", newcomer.press("Join").isAt("There is a problem"));
        newcomer.fill("Choose a password", "four green lamps above the quay").press("Join");
        inspection.of("no-page-yet", newcomer.isAt("No page for you yet"));
        inspection.of("join-used-up", newcomer.open(link));

        screen.open(team).at("a[href$='/remove']").click();
        inspection.of("colleague-remove", screen.isAt("Remove eve@larkfield.example?"));
        screen.open(team).at("main .rows li:last-child .actions a").first().click();
        inspection.of("colleague", screen.isAt("eve@larkfield.example"));
    }

    void activity() {
        var activity = console.replaceFirst("/pages/.*", "/activity");
        inspection.of("activity", screen.open(activity).isAt("Activity").says("API key revoked"));
        inspection.of("activity-narrowed", screen.open(activity + "?what=pages").says("Show everything"));
        inspection.of(
                "activity-days", screen.open(activity + "?from=2026-01-01&to=").says("Only from 2026-01-01 to now"));
        inspection.of("activity-none", screen.open(activity + "?who=nobody").isAt("Nothing here"));
    }

    void signedOut(Team team) {
        inspection.of("sign-in", team.screen().open(console).press("Sign out").isAt("Sign in"));
        inspection.of("sign-in-error", team.signIn("wrong").screen().isAt("There is a problem"));
        var unsent = "?unsent=true&next=" + URI.create(console).getPath();
        team.screen().open(team.screen().page().url().replaceFirst("\\?.*", "") + unsent);
        inspection.of("sign-in-unsent", team.screen().says("nothing was sent"));
    }

    void secondOrganization(Foghorn foghorn, Screen newcomer) {
        inspection.of(
                "sign-in-link",
                screen.open(signInLink(foghorn, "Second", Team.ADDRESS)).isAt("Sign in"));
        screen.press("Sign in").press("Switch organization");
        inspection.of("organizations", screen.isAt("Organizations"));
        newcomer.open(signInLink(foghorn, "Third", "eve@third.example"));
        inspection.of("choose-password", newcomer.isAt("Choose your password"));
        newcomer.press("Save the password and sign in");
        inspection.of("choose-password-error", newcomer.isAt("There is a problem"));
    }

    private static String signInLink(Foghorn foghorn, String name, String owner) {
        var ran = foghorn.run(
                "organization",
                "create",
                "--organization",
                name,
                "--owner-email",
                owner,
                "--page",
                name + " page",
                "--json");
        return Http.json(ran.out()).get("owner_sign_in_url").asText();
    }
}

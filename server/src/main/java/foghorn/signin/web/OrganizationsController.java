package foghorn.signin.web;

import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.signin.Sessions;
import foghorn.signin.SignedIn;
import foghorn.tenant.OrganizationId;

/** Where a person who is on several teams chooses the organization to work in. */
public final class OrganizationsController {
    private final Sessions sessions;
    private final SignedIn signedIn;

    public OrganizationsController(Sessions sessions, SignedIn signedIn) {
        this.sessions = sessions;
        this.signedIn = signedIn;
    }

    public void addTo(Routes routes) {
        routes.get(Access.SESSION, "/console/organizations", this::choose);
        routes.post(Access.SESSION, "/console/organizations/:organization_id", this::switchTo);
    }

    private void choose(Exchange http) {
        var present = http.call().organization();
        var choices = sessions.organizations(http.call()).stream()
                .map(one -> new OrganizationsView.Choice(
                        one.id().value(), one.name(), one.id().equals(present)))
                .toList();
        http.html(200, "signin/organizations.jte", new OrganizationsView(http.formToken(), choices));
    }

    private void switchTo(Exchange http) {
        signedIn.switchTo(http, http.id("organization_id", OrganizationId::new));
        http.seeOther("/console");
    }
}

package foghorn.organization.web;

import foghorn.kit.mail.EmailAddress;
import foghorn.kit.web.Access;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.FormErrors;
import foghorn.kit.web.Routes;
import foghorn.kit.web.Shells;
import foghorn.organization.Invitation.Sendable;
import foghorn.organization.InvitationService;
import foghorn.organization.web.InvitationMailer.Sent;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;

/** {@code /console/invitations}: asking somebody to join the team, asking again, and taking it back. The link goes by mail alone. */
public final class InvitationsController {
    private static final String PATH = "/console/invitations";

    private final InvitationService invitations;
    private final InvitationMailer mailer;
    private final PageChoices pages;
    private final Shells shells;

    public InvitationsController(
            InvitationService invitations, InvitationMailer mailer, PageChoices pages, Shells shells) {
        this.invitations = invitations;
        this.mailer = mailer;
        this.pages = pages;
        this.shells = shells;
    }

    public void addTo(Routes routes) {
        var access = Access.session(Permission.MANAGE_ORGANIZATION);
        var one = PATH + "/:invitation_id";
        routes.get(access, PATH + "/new", http -> show(http, 200, "", RankForm.LEAST, FormErrors.NONE));
        routes.post(access, PATH, this::invite);
        routes.post(access, one + "/send", this::sendAgain);
        routes.get(access, one + "/delete", this::askToRevoke);
        routes.post(access, one + "/delete", this::revoke);
    }

    private void show(Exchange http, int status, String email, RankForm form, FormErrors errors) {
        shells.require(http, Permission.MANAGE_ORGANIZATION);
        var view = new InvitationEdit(
                shells.of(http, TeamController.ENTRY),
                email,
                form,
                pages.of(http.call()),
                TeamController.isOwner(http),
                errors);
        http.html(status, "organization/invitation.jte", view);
    }

    private void invite(Exchange http) {
        shells.require(http, Permission.MANAGE_ORGANIZATION);
        var email = http.body().text("email").orElse("");
        var form = RankForm.read(http.body());
        try {
            mail(http, invitations.invite(http.call(), EmailAddress.of("email", email), form.toRank()));
        } catch (Problem.Invalid e) {
            show(http, 422, email, form, FormErrors.of(e, TeamController.LABELS));
        }
    }

    private void sendAgain(Exchange http) {
        mail(http, invitations.renew(http.call(), http.parameter("invitation_id")));
    }

    private void mail(Exchange http, Sendable invitation) {
        switch (mailer.send(http.call(), invitation)) {
            case Sent.ByMail sent -> {
                invitations.mailed(http.call(), invitation);
                http.seeOther(TeamController.PATH + "?done=invited");
            }
            case Sent.NotTaken refused -> http.seeOther(TeamController.PATH + "?done=unsent");
            case Sent.ByHand(var link) -> {
                invitations.mailed(http.call(), invitation);
                var address = invitation.invitation().address().value();
                var shell = shells.of(http, TeamController.ENTRY);
                http.html(200, "organization/invitation-link.jte", new InvitationLink(shell, address, link));
            }
        }
    }

    private void askToRevoke(Exchange http) {
        var invitation = invitations.find(http.call(), http.parameter("invitation_id"));
        var view = new InvitationRevocation(shells.of(http, TeamController.ENTRY), invitation);
        http.html(200, "organization/invitation-delete.jte", view);
    }

    private void revoke(Exchange http) {
        invitations.revoke(http.call(), http.parameter("invitation_id"));
        http.seeOther(TeamController.PATH + "?done=revoked");
    }
}

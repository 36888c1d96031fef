package foghorn.organization.api;

import foghorn.kit.mail.EmailAddress;
import foghorn.kit.web.Access;
import foghorn.kit.web.Body;
import foghorn.kit.web.Exchange;
import foghorn.kit.web.Routes;
import foghorn.organization.InvitationService;
import foghorn.organization.PageRole;
import foghorn.organization.Rank;
import foghorn.organization.User;
import foghorn.organization.UserPermissions;
import foghorn.organization.UserService;
import foghorn.organization.UserService.Wanted;
import foghorn.organization.web.InvitationMailer;
import foghorn.organization.web.InvitationMailer.Sent;
import foghorn.tenant.IdForm;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Role;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /v1/organizations/{organization_id}}: users and what they may do. */
public final class UserController {
    private static final String ORGANIZATION = "/v1/organizations/:organization_id";
    private static final String USERS = ORGANIZATION + "/users";
    private static final String PERMISSIONS = ORGANIZATION + "/permissions/:user_id";
    private static final int MOST_PER_PAGE = 100;

    private static final int LONGEST = 1_000;

    /** Held to their kind alone: people choose their own password, and a person is known by the address. */
    private static final List<String> NOT_KEPT = List.of("password", "first_name", "last_name");

    private final UserService users;
    private final InvitationService invitations;
    private final InvitationMailer mailer;

    public UserController(UserService users, InvitationService invitations, InvitationMailer mailer) {
        this.users = users;
        this.invitations = invitations;
        this.mailer = mailer;
    }

    public void addTo(Routes routes) {
        var access = Access.key(Permission.MANAGE_ORGANIZATION);
        routes.get(access, USERS, this::list);
        routes.post(access, USERS, this::invite);
        routes.delete(access, USERS + "/:user_id", this::remove);
        routes.get(access, PERMISSIONS, this::permissions);
        routes.patch(access, PERMISSIONS, this::permit);
    }

    private static OrganizationId organization(Exchange http) {
        return http.id("organization_id", OrganizationId::new);
    }

    private static String user(Exchange http) {
        return IdForm.require("user", http.parameter("user_id"));
    }

    private void list(Exchange http) {
        var paging = http.paging("per_page", MOST_PER_PAGE);
        http.list(
                users.list(http.call(), organization(http), paging),
                paging,
                User::id,
                user -> UserResponse.of(user, organization(http)));
    }

    /** Asks a person to join: nobody is on a team without having agreed, and nobody has a password that others chose. */
    private void invite(Exchange http) {
        users.requireOwn(http.call(), organization(http));
        var body = http.body().in("user");
        NOT_KEPT.forEach(name -> requireShort(body, name));
        var email = body.text("email").orElseThrow(() -> body.invalid("email", "must be given"));
        var sendable = body.naming(() ->
                invitations.invite(http.call(), EmailAddress.of("email", email), new Rank(Role.MEMBER, Set.of())));
        switch (mailer.send(http.call(), sendable)) {
            case Sent.ByMail sent -> invitations.mailed(http.call(), sendable);
            case Sent.ByHand link -> invitations.mailed(http.call(), sendable);
            case Sent.NotTaken refused -> {
                // The console shows that the mail has not left, and sends it again.
            }
        }
        http.json(201, UserResponse.of(User.of(sendable.invitation()), organization(http)));
    }

    private static void requireShort(Body body, String name) {
        if (body.text(name).filter(text -> text.length() > LONGEST).isPresent()) {
            throw body.invalid(name, "must have at most " + LONGEST + " characters");
        }
    }

    private void remove(Exchange http) {
        var removed = users.remove(http.call(), organization(http), user(http));
        http.json(UserResponse.of(removed, organization(http)));
    }

    private void permissions(Exchange http) {
        answer(http, users.permissions(http.call(), organization(http), user(http)));
    }

    private void permit(Exchange http) {
        var wanted = new Wanted(user(http), pages(http.body()), http.expectedVersion());
        answer(http, users.permit(http.call(), organization(http), wanted));
    }

    private static void answer(Exchange http, UserPermissions permissions) {
        http.etag(permissions.version()).json(PermissionsResponse.of(permissions));
    }

    private static Map<PageId, Map<PageRole, Boolean>> pages(Body body) {
        var pages = body.in("pages");
        var wanted = new HashMap<PageId, Map<PageRole, Boolean>>();
        for (var id : pages.names()) {
            if (!IdForm.matches(id)) {
                throw body.invalid("pages", "must have the ids of pages as names");
            }
            var page = pages.in(id);
            var roles = new EnumMap<PageRole, Boolean>(PageRole.class);
            for (var role : PageRole.values()) {
                page.flag(role.wire()).ifPresent(isWanted -> roles.put(role, isWanted));
            }
            wanted.put(new PageId(id), roles);
        }
        return wanted;
    }
}

package foghorn.signin;

import foghorn.audit.AuditLog;
import foghorn.kit.crypto.Passwords;
import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.kit.limit.ClientNetwork;
import foghorn.kit.limit.Limit;
import foghorn.kit.limit.Limits;
import foghorn.kit.mail.EmailAddress;
import foghorn.organization.OrganizationRoom;
import foghorn.tenant.AccountId;
import foghorn.tenant.Actor;
import foghorn.tenant.Call;
import foghorn.tenant.OrganizationId;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in, by password or by a link that works once. Whether an account exists is told neither by the answer nor by the time
 * it takes.
 */
public final class SignInService {
    static final Limit PER_ACCOUNT = new Limit("sign-in account", 10, Duration.ofMinutes(15));
    static final Limit PER_CLIENT = new Limit("sign-in client", 60, Duration.ofMinutes(15));

    private static final Duration LINK_LASTS = Duration.ofHours(24);
    private static final Logger LOG = LoggerFactory.getLogger(SignInService.class);

    private final Database database;
    private final OrganizationRoom organizations;
    private final Sessions sessions;
    private final Limits limits;
    private final Passwords passwords = new Passwords();

    SignInService(Database database, OrganizationRoom organizations, Sessions sessions, Limits limits) {
        this.database = database;
        this.organizations = organizations;
        this.sessions = sessions;
        this.limits = limits;
    }

    /** @param client the network address it comes from */
    public record Attempt(String address, String password, String client, String requestId) {}

    /**
     * Where somebody was before.
     *
     * @param page whose screen was asked for
     * @param session the id of a session of theirs that has ended
     */
    public record Before(Optional<PageId> page, Optional<String> session) {
        public static final Before NOWHERE = new Before(Optional.empty(), Optional.empty());
    }

    /** Where a link leads. */
    public record Link(EmailAddress address, boolean setsPassword) {}

    /** The same for somebody who was nowhere before. */
    public Optional<String> signIn(Attempt attempt) {
        return signIn(attempt, Before.NOWHERE);
    }

    /**
     * Returns the id of a new session, or nothing if address and password do not belong together. A person on several teams goes on in the
     * organization of the page asked for, else in that of the session that has ended. Throws {@link Problem.TooMany} after ten failures for
     * one account, or sixty attempts of one client, within a quarter of an hour.
     */
    public Optional<String> signIn(Attempt attempt, Before before) {
        String typed = attempt.address().strip().toLowerCase(Locale.ROOT);
        limits.take(PER_CLIENT, ClientNetwork.of(attempt.client()));
        limits.take(PER_ACCOUNT, typed);
        var known = credential(typed);
        if (!passwords.verify(bounded(attempt.password()), known.map(Credential::password))) {
            LOG.info("sign-in refused, request {}", attempt.requestId());
            return Optional.empty();
        }
        limits.reset(PER_ACCOUNT, typed);
        return known.flatMap(credential -> actor(credential.account(), before, attempt.requestId()))
                .map(actor -> database.change(
                        new Call(actor, attempt.requestId()), tx -> sessions.startWithin(tx, actor.account())));
    }

    /** What a sign-in link is for, without using it up; empty if it was used, has expired or never was. */
    public Optional<Link> findLink(String secret) {
        return database.installation(handle -> {
            var credentials = new CredentialRepository(handle);
            return credentials
                    .findLink(Tokens.hash(secret), database.now())
                    .flatMap(id -> organizations.accounts().find(handle, id))
                    .map(account -> new Link(
                            account.address(),
                            credentials.findPassword(account.id()).isEmpty()));
        });
    }

    /**
     * Uses a link up and returns the id of a new session. Whoever has no password yet must choose one, else {@link Problem.Invalid} and
     * the link stays. A link that is no longer valid is {@link Problem.NotFound}.
     */
    public String useLink(String secret, String newPassword, String requestId) {
        var link = findLink(secret).orElseThrow(() -> new Problem.NotFound("sign-in link"));
        if (link.setsPassword()) {
            PasswordRules.require("password", newPassword, link.address());
        }
        var hash = link.setsPassword() ? Optional.of(passwords.hash(newPassword)) : Optional.<String>empty();
        var actor = database.installation(handle -> organizations.accounts().find(handle, link.address()))
                .flatMap(account -> actor(account, Before.NOWHERE, requestId))
                .orElseThrow(() -> new Problem.NotFound("sign-in link"));
        return database.change(new Call(actor, requestId), tx -> {
            if (!new CredentialRepository(tx.handle()).deleteLink(Tokens.hash(secret), tx.now())) {
                throw new Problem.NotFound("sign-in link");
            }
            hash.ifPresent(password -> savePassword(tx, actor.account(), password));
            return sessions.startWithin(tx, actor.account());
        });
    }

    /** Makes a link, valid for 24 hours and once, by which the account's owner signs in; returns its secret. */
    public String createLinkWithin(Tx tx, AccountId account) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        String secret = Ids.secret();
        var credentials = new CredentialRepository(tx.handle());
        credentials.deleteExpiredLinks(account, tx.now());
        credentials.insertLink(Tokens.hash(secret), account, tx.now().plus(LINK_LASTS));
        new AuditLog(tx).record("account.link_created", account.value());
        return secret;
    }

    /** A password that passed the rules, hashed outside of any transaction. */
    public String hash(String field, String password, EmailAddress address) {
        PasswordRules.require(field, password, address);
        return passwords.hash(password);
    }

    /** Gives a new account its first password. One that has a password keeps it: {@link Problem.Invalid}. */
    public void setFirstPasswordWithin(Tx tx, AccountId account, String field, String hash) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        if (new CredentialRepository(tx.handle()).findPassword(account).isPresent()) {
            throw new Problem.Invalid(field, "cannot be set: this person has an account with a password already");
        }
        savePassword(tx, account, hash);
    }

    /** Whether the person with this address has an account with a password. */
    boolean hasPassword(EmailAddress address) {
        return credential(address.value()).isPresent();
    }

    /**
     * The hash of the password that somebody without one gets; empty for who has one, which the given one must be. Else
     * {@link Problem.Invalid}; trying counts as signing in does.
     */
    Optional<String> firstPassword(EmailAddress address, String password) {
        String typed = address.value().toLowerCase(Locale.ROOT);
        var known = credential(typed);
        if (known.isEmpty()) {
            return Optional.of(hash("password", password, address));
        }
        limits.take(PER_ACCOUNT, typed);
        if (!passwords.verify(bounded(password), known.map(Credential::password))) {
            throw new Problem.Invalid("password", "is not the one of your account");
        }
        limits.reset(PER_ACCOUNT, typed);
        return Optional.empty();
    }

    /** Saves the first password of the acting person. One that has a password meanwhile is {@link Problem.Conflict}. */
    void saveFirstPasswordWithin(Tx tx, AccountId account, String hash) {
        if (new CredentialRepository(tx.handle()).findPassword(account).isPresent()) {
            throw new Problem.Conflict("Your account has got a password meanwhile. Open the link again.");
        }
        savePassword(tx, account, hash);
    }

    private static void savePassword(Tx tx, AccountId account, String hash) {
        new CredentialRepository(tx.handle()).savePassword(account, hash, tx.now());
        new SessionRepository(tx.handle()).deleteAll(account);
        new AuditLog(tx).record("account.password_set", account.value());
    }

    private record Credential(AccountId account, String password) {}

    private Optional<Credential> credential(String typed) {
        EmailAddress address;
        try {
            address = EmailAddress.of("email", typed);
        } catch (Problem.Invalid e) {
            return Optional.empty();
        }
        return database.installation(handle -> organizations
                .accounts()
                .find(handle, address)
                .flatMap(account -> new CredentialRepository(handle)
                        .findPassword(account)
                        .map(password -> new Credential(account, password))));
    }

    /** No password is longer; what is gets refused like any wrong one, without hashing a megabyte. */
    private static String bounded(String password) {
        return password.length() > 2 * PasswordRules.MAX_LENGTH ? "" : password;
    }

    /** The account in the organization where it was, else in the one on whose team it has been longest. */
    private Optional<Actor.TeamMember> actor(AccountId account, Before before, String requestId) {
        var memberships = organizations.organizations().memberships(account);
        return Stream.concat(organizationsOf(account, before).stream(), memberships.stream())
                .filter(memberships::contains)
                .findFirst()
                .flatMap(organization -> actor(organization, account, requestId));
    }

    private List<OrganizationId> organizationsOf(AccountId account, Before before) {
        return database.installation(handle -> {
            var ofPage = before.page().flatMap(new DirectoryRepository(handle)::owner);
            var ofSession = before.session()
                    .flatMap(id -> new SessionRepository(handle).find(Tokens.hash(id)))
                    .filter(session -> session.account().equals(account))
                    .map(Session::organization);
            return Stream.of(ofPage, ofSession).flatMap(Optional::stream).toList();
        });
    }

    private Optional<Actor.TeamMember> actor(OrganizationId organization, AccountId account, String requestId) {
        var call = new Call(new Actor.Job(organization, "sign_in"), requestId);
        return database.read(call, tx -> organizations.team().actorWithin(tx, account));
    }
}

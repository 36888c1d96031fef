package foghorn.organization;

import foghorn.kit.crypto.Tokens;
import foghorn.kit.db.Database;
import foghorn.kit.db.Tx;
import foghorn.kit.id.Ids;
import foghorn.tenant.PageId;
import foghorn.tenant.Permission;
import foghorn.tenant.Problem;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who owns the installation. It is set up once: the row that says so is written in the transaction that makes the first owner, and no
 * later set-up passes it.
 */
public final class InstallationService {
    private static final String OWNED_SINCE = "owned_since";
    private static final String SET_UP_SECRET = "set_up_secret_hash";
    private static final String ROOT_PAGE = "root_page";
    private static final String DEMO_PAGE = "demo_page";

    private final Database database;

    public InstallationService(Database database) {
        this.database = database;
    }

    public boolean isOwned() {
        return database.installation(handle ->
                new InstallationSettingRepository(handle).find(OWNED_SINCE).isPresent());
    }

    /** The page that is served at {@code /} of the console's host; empty before set-up. */
    public Optional<PageId> rootPage() {
        return database.installation(handle ->
                new InstallationSettingRepository(handle).find(ROOT_PAGE).map(PageId::new));
    }

    /** The page that shows what the product can do; nothing is ever mailed in its name. Whether a page is it never changes. */
    public Optional<PageId> demoPage() {
        return database.installation(handle ->
                new InstallationSettingRepository(handle).find(DEMO_PAGE).map(PageId::new));
    }

    /** Makes a new page the demo page, before anybody can follow it; {@link Problem.Conflict} if there is one. */
    public void setDemoPageWithin(Tx tx, PageId page) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        if (!new InstallationSettingRepository(tx.handle()).insert(DEMO_PAGE, page.value())) {
            throw new Problem.Conflict("This installation has a demo already.");
        }
    }

    /** A new secret for the set-up link, which replaces the one before; empty once the installation is owned. Only its hash is kept. */
    public Optional<String> newSetUpSecret() {
        return database.installation(handle -> {
            var settings = new InstallationSettingRepository(handle);
            if (settings.find(OWNED_SINCE).isPresent()) {
                return Optional.empty();
            }
            String secret = Ids.secret();
            settings.save(SET_UP_SECRET, hash(secret));
            return Optional.of(secret);
        });
    }

    /** Throws {@link Problem.NotFound} unless the secret is the one of the present set-up link and nobody owns the installation. */
    public void requireSetUpSecret(String secret) {
        boolean valid = database.installation(handle -> {
            var settings = new InstallationSettingRepository(handle);
            return settings.find(OWNED_SINCE).isEmpty()
                    && settings.find(SET_UP_SECRET)
                            .map(stored -> MessageDigest.isEqual(HexFormat.of().parseHex(stored), Tokens.hash(secret)))
                            .orElse(false);
        });
        if (!valid) {
            throw new Problem.NotFound("set-up link; it was used, or the server was started again since");
        }
    }

    /** Closes set-up for ever; {@link Problem.Conflict} if somebody was faster, also in the same moment. */
    public void claimWithin(Tx tx) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        var settings = new InstallationSettingRepository(tx.handle());
        if (!settings.insert(OWNED_SINCE, tx.now().toString())) {
            throw new Problem.Conflict("This installation has an owner already.");
        }
        settings.delete(SET_UP_SECRET);
    }

    /** Makes a page the one that is served at {@code /}; only set-up does. */
    public void setRootPageWithin(Tx tx, PageId page) {
        tx.call().actor().require(Permission.MANAGE_ORGANIZATION);
        new InstallationSettingRepository(tx.handle()).save(ROOT_PAGE, page.value());
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Tokens.hash(secret));
    }
}

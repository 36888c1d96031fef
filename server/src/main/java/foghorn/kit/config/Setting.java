package foghorn.kit.config;

/** Every setting there is. The reference in {@code docs/operating/configuration.md} is made from this. */
public enum Setting {
    DATA("./data", "folder", "Where keys, the embedded database, published pages and assets are kept."),
    HTTP_HOST(
            "127.0.0.1",
            "address",
            "The address that people and clients connect to; `0.0.0.0` means every address of the machine."),
    HTTP_PORT("8080", "port", "The port that people and clients connect to; `0` takes any free one."),
    MANAGEMENT_HOST(
            "127.0.0.1", "address", "The address of the management listener, which shows metrics and health details."),
    MANAGEMENT_PORT("HTTP port + 1", "port", "The port of the management listener; `0` switches it off."),
    CONSOLE_URL(
            "http://localhost:{port}",
            "URL without a path",
            "The address under which the console is reached from outside; links are made from it."),
    PAGES_DOMAIN(
            "–",
            "host name",
            "The domain whose subdomains are status pages: `acme.status.example.com` with `status.example.com`."),
    TRUSTED_PROXIES(
            "–",
            "CIDRs, separated by commas",
            "The proxies whose forwarding headers count; of all others they are ignored."),
    INSECURE_CONSOLE(
            "false",
            "true or false",
            "Allows signing in over plain http on a host that is not this machine; passwords then travel unprotected."),
    DATABASE_URL(
            "embedded database",
            "jdbc:postgresql://host:port/name",
            "A PostgreSQL server (15 or newer) of your own, possibly through a connection pooler."),
    DATABASE_USER("–", "name", "The role of run time; it owns nothing and bypasses nothing."),
    DATABASE_PASSWORD("–", "secret", "The password of that role."),
    DATABASE_OWNER_USER(
            "–", "name", "The role that owns the tables and runs migrations; without it the server does not migrate."),
    DATABASE_OWNER_PASSWORD("–", "secret", "The password of that role."),
    DATABASE_DIRECT_URL(
            "the database URL",
            "jdbc:postgresql://host:port/name",
            "A way to the database past the pooler, for migrations and for hearing at once of changes made by other nodes."),
    PUBLISHED_MEMORY(
            "64m",
            "bytes, with k, m or g",
            "How much of the published pages is kept in memory; the rest is read from disk."),
    MASTER_KEY_FILE(
            "in the data folder",
            "file",
            "The installation's key, 32 random bytes in base64, readable by the server only; without it nothing personal can be read."),
    SMTP_URL(
            "local inbox",
            "smtp[s]://user:password@host:port",
            "The server that mail is sent through, or several, separated by spaces, of which the first that works is used; without one mail stays in an inbox on this machine."),
    MAIL_FROM("–", "e-mail address", "The address that mail comes from; needed with an SMTP server."),
    MAIL_RETURN_PATH(
            "plain",
            "plain or tagged",
            "Where servers report that a mail could not be delivered: to the address it comes from, or to `local+key@domain` with the key of that one mail. `tagged` needs a mailbox that takes addresses with a `+`, and an address with at most 17 octets before the `@`."),
    OUTGOING_ALLOW(
            "–",
            "CIDRs, separated by commas",
            "Networks inside which webhooks may be delivered although they are not public, also over plain http and to any port; outside them only https to ports 443 and 8443 of public addresses is called."),
    LEDGER_MONTHS(
            "13",
            "months",
            "How long it is kept who was told what, and with what answer; after that only the numbers stay."),
    API_LIMIT(
            "600",
            "number, or statuspage",
            "How many requests one API key may make in any minute, unless the key has a limit of its own; `statuspage` is 60, and the answer to one more is then 420 instead of 429."),
    API_KEY_IN_URL(
            "false",
            "true or false",
            "Takes API keys also from the address (`?api_key=`), for clients that cannot send a header; addresses end up in logs, history and proxies."),
    ENVIRONMENT(
            "–",
            "short text",
            "A mark shown in the console, so that a test installation is not taken for the real one.");

    static final String PREFIX = "FOGHORN_";

    private final String otherwise;
    private final String form;
    private final String description;

    Setting(String otherwise, String form, String description) {
        this.otherwise = otherwise;
        this.form = form;
        this.description = description;
    }

    /** The name of the environment variable. */
    public String variable() {
        return PREFIX + name();
    }

    /** What holds when it is not set, for people to read. */
    public String otherwise() {
        return otherwise;
    }

    public String form() {
        return form;
    }

    /** What it is for, in one sentence. */
    public String description() {
        return description;
    }

    /** Whether its value may hold a password; such a value is never shown. */
    boolean isSecret() {
        return switch (this) {
            case DATABASE_URL, DATABASE_PASSWORD, DATABASE_OWNER_PASSWORD, DATABASE_DIRECT_URL, SMTP_URL -> true;
            case DATA,
                    HTTP_HOST,
                    HTTP_PORT,
                    MANAGEMENT_HOST,
                    MANAGEMENT_PORT,
                    CONSOLE_URL,
                    PAGES_DOMAIN,
                    TRUSTED_PROXIES,
                    INSECURE_CONSOLE,
                    DATABASE_USER,
                    DATABASE_OWNER_USER,
                    PUBLISHED_MEMORY,
                    MASTER_KEY_FILE,
                    MAIL_FROM,
                    MAIL_RETURN_PATH,
                    OUTGOING_ALLOW,
                    LEDGER_MONTHS,
                    API_LIMIT,
                    API_KEY_IN_URL,
                    ENVIRONMENT -> false;
        };
    }

    /** The reference of all settings, in Markdown. */
    public static String reference() {
        var text = new StringBuilder("""
                # Settings

                Settings are environment variables. An empty one counts as not set. An unknown name that begins with `FOGHORN_`, or a value
                that cannot be right, keeps the server from starting; all such errors are shown together.
                This page is made by `bin/foghorn settings`.

                | setting | default | form | what it is |
                | --- | --- | --- | --- |
                """);
        for (Setting setting : values()) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(setting.variable(), setting.otherwise, setting.form, setting.description));
        }
        return text.toString();
    }
}

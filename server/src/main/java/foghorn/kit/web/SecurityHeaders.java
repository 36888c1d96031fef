package foghorn.kit.web;

import io.vertx.core.MultiMap;

/** Headers that every answer carries; a test holds every route to them. */
public final class SecurityHeaders {
    public static final String POLICY = "content-security-policy";

    /** No inline script or style, nothing from elsewhere, no framing. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The same for what other sites may show in a frame. */
    public static final String FRAMED_POLICY =
            CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");

    private SecurityHeaders() {}

    /** Adds the headers; {@code secure} says that the client came by https, where strict transport security is a promise we can keep. */
    public static void addTo(MultiMap headers, boolean secure) {
        headers.set(POLICY, CONTENT_SECURITY_POLICY)
                .set("x-content-type-options", "nosniff")
                .set("referrer-policy", "strict-origin-when-cross-origin")
                .set("cross-origin-opener-policy", "same-origin")
                .set("permissions-policy", "camera=(), geolocation=(), microphone=()");
        if (secure) {
            headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
        }
    }
}

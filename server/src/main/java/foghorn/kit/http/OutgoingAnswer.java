package foghorn.kit.http;

import java.util.Optional;

/**
 * What became of a request. Whatever the other side does is an answer, never an exception. Reasons are our own words and hold nothing
 * that the other side sent.
 */
public sealed interface OutgoingAnswer {

    /**
     * The other side has answered, well or not; a redirect is an answer like any other and is not followed.
     *
     * @param retryAfter the header of that name, as it came
     * @param body its first bytes, at most as many as the request asked for, as they came; never to be shown to those who chose the URL
     * @param whole whether that is all of it, and it ended as it should
     */
    record Answered(int status, Optional<String> retryAfter, byte[] body, boolean whole) implements OutgoingAnswer {}

    /** There is no answer. */
    sealed interface Failed extends OutgoingAnswer {
        String reason();
    }

    /** Nobody was called: the rules forbid it. */
    record Refused(String reason) implements Failed {}

    /** The name has no address, or the name servers did not say so in time. */
    record NotResolved(String reason) implements Failed {}

    record NotConnected(String reason) implements Failed {}

    /** There was a server, but not one that proved to be the right one. */
    record TlsFailed(String reason) implements Failed {}

    /** The request's time was over before an answer came; it may have been received. */
    record TimedOut(String reason) implements Failed {}

    /** The connection ended before an answer, or the answer was not HTTP; the request may have been received. */
    record BrokeOff(String reason) implements Failed {}
}

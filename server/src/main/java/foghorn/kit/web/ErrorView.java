package foghorn.kit.web;

/** What the error page of the console shows. */
public record ErrorView(int status, String message) {
    public String title() {
        return switch (status) {
            case 404 -> "Not found";
            case 403 -> "Not allowed";
            case 409 -> "Somebody was faster";
            case 422 -> "Not accepted";
            case 429 -> "Too many requests";
            case 503 -> "Not available now";
            default -> status >= 500 ? "Something went wrong" : "That did not work";
        };
    }
}

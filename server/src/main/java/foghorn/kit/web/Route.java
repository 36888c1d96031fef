package foghorn.kit.web;

/**
 * One route.
 *
 * @param method GET, POST, PUT, PATCH or DELETE; GET answers HEAD too
 * @param path segments, of which those that start with a colon are parameters: {@code /v1/pages/:page_id}
 * @param brought what a form may bring along ({@code multipart/form-data})
 */
public record Route(String method, String path, Access access, Handler handler, Brought brought) {
    public Route(String method, String path, Access access, Handler handler) {
        this(method, path, access, handler, Brought.NOTHING);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

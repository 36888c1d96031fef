package foghorn.kit.web;

/**
 * One route.
 *
 * @param method GET, POST, PUT, PATCH or DELETE; GET answers HEAD too
 * @param path segments, of which those that start with a colon are parameters: {@code /v1/pages/:page_id}
 * @param withFile whether a form may bring a file along ({@code multipart/form-data}), which is then a field like any other
 */
public record Route(String method, String path, Access access, Handler handler, boolean withFile) {
    public Route(String method, String path, Access access, Handler handler) {
        this(method, path, access, handler, false);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

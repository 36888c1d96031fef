package foghorn.kit.web;

/** What a form of a route may bring along beside its fields. */
public sealed interface Brought {
    /** No file. */
    record Nothing() implements Brought {}

    /**
     * Files that are kept on the disk until the request is answered; see {@link Exchange#files}.
     *
     * @param most bytes of the whole body
     * @param before asks whether the caller may, before anything of the body is read
     * @param tooLarge answers a larger one; the fields that stood before its files are there, and no file is
     */
    record LargeFiles(Uploads uploads, long most, Handler before, Handler tooLarge) implements Brought {}

    Brought NOTHING = new Nothing();
}

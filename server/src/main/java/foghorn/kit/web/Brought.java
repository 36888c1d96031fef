package foghorn.kit.web;

/** What a form of a route may bring along beside its fields. */
public sealed interface Brought {
    /** No file. */
    record Nothing() implements Brought {}

    /** Texts that fit into memory with the rest of the body; each is then a field like any other. */
    record SmallFiles() implements Brought {}

    /**
     * Files that are kept on the disk until the request is answered; see {@link Exchange#file}.
     *
     * @param most bytes of the whole body
     * @param before asks whether the caller may, before anything of the body is read
     */
    record LargeFiles(Uploads uploads, long most, Handler before) implements Brought {}

    Brought NOTHING = new Nothing();
    Brought SMALL_FILES = new SmallFiles();
}

package foghorn.page;

import foghorn.kit.db.Database;

/** Wires the page room. */
public final class PageRoom {
    private final PageService pages;
    private final PageImportService imports;

    public PageRoom(Database database) {
        this.pages = new PageService(database);
        this.imports = new PageImportService(database);
    }

    public PageService pages() {
        return pages;
    }

    public PageImportService imports() {
        return imports;
    }
}

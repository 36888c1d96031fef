package foghorn.page;

import foghorn.kit.db.Database;

/** Wires the page room. */
public final class PageRoom {
    private final PageService pages;

    public PageRoom(Database database) {
        this.pages = new PageService(database);
    }

    public PageService pages() {
        return pages;
    }
}

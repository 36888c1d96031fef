package foghorn.page;

import foghorn.kit.db.Database;

/** Wires the page room. */
public final class PageRoom {
    private final PageService pages;
    private final PageImportService imports;
    private final StatusEmbedService embeds;

    public PageRoom(Database database) {
        this.pages = new PageService(database);
        this.imports = new PageImportService(database);
        this.embeds = new StatusEmbedService(database);
    }

    public PageService pages() {
        return pages;
    }

    public StatusEmbedService embeds() {
        return embeds;
    }

    public PageImportService imports() {
        return imports;
    }
}

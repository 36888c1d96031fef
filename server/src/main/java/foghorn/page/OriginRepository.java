package foghorn.page;

import foghorn.kit.db.Tx;
import foghorn.tenant.PageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** SQL for {@code import_origin}; lives as long as one transaction and knows one page. */
final class OriginRepository {
    private static final String OF_KIND = """
            select source_id, our_id, source_updated_at, version from import_origin
             where organization_id = :organizationId
               and page_id = :page
               and kind = :kind
            """;

    private final Tx tx;
    private final PageId page;

    OriginRepository(Tx tx, PageId page) {
        this.tx = tx;
        this.page = page;
    }

    List<Origin> all(Origin.Kind kind) {
        return list(query(OF_KIND, kind));
    }

    List<Origin> find(Origin.Kind kind, Collection<String> sourceIds) {
        return list(query(OF_KIND + " and source_id = any(:ids)", kind)
                .bindArray("ids", String.class, sourceIds.toArray()));
    }

    void put(Origin.Kind kind, Origin origin) {
        tx.createUpdate("""
                insert into import_origin (organization_id, page_id, kind, source_id, our_id, source_updated_at, version)
                values (:organizationId, :page, :kind, :source, :ours, :sourceUpdatedAt, :version)
                on conflict (page_id, kind, source_id)
                do update set source_updated_at = excluded.source_updated_at, version = excluded.version
                """)
                .bind("page", page.value())
                .bind("kind", kind.stored())
                .bind("source", origin.sourceId())
                .bind("ours", origin.ourId())
                .bind("sourceUpdatedAt", origin.sourceUpdatedAt())
                .bind("version", origin.version())
                .execute();
    }

    private Query query(String sql, Origin.Kind kind) {
        return tx.createQuery(sql).bind("page", page.value()).bind("kind", kind.stored());
    }

    private static List<Origin> list(Query query) {
        return query.map((row, context) -> toOrigin(row)).list();
    }

    private static Origin toOrigin(ResultSet row) throws SQLException {
        return new Origin(
                row.getString("source_id"),
                row.getString("our_id"),
                row.getObject("source_updated_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}

-- What a delivery costs. The form of its ids and the page they belong to were proven anew for each row, which took three fifths of the time
-- of an insert. The ids come from other tables, where their form is proven, and the page is asked for once per statement.

do $$
declare
    part text;
begin
    alter table delivery drop constraint delivery_organization_id_page_id_fkey;
    -- A policy stands in the way of its column's type.
    for part in select relid::regclass::text from pg_partition_tree('delivery') loop
        execute format('drop policy tenant on %s', part);
    end loop;
    alter table delivery
        alter column organization_id type text,
        alter column page_id type text,
        alter column event_id type text,
        alter column subscriber_id type text;
    for part in select relid::regclass::text from pg_partition_tree('delivery') loop
        execute format($p$create policy tenant on %s to foghorn_app
            using (organization_id = nullif(current_setting('app.organization', true), ''))
            with check (organization_id = nullif(current_setting('app.organization', true), ''))$p$, part);
    end loop;
end
$$;

create function delivery_of_known_page() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct organization_id, page_id from fresh) as f
                where not exists (select from page p where p.organization_id = f.organization_id and p.id = f.page_id)) then
        raise exception 'a delivery is of a page of its organization' using errcode = 'foreign_key_violation';
    end if;
    return null;
end
$$;
create trigger delivery_of_known_page after insert on delivery referencing new table as fresh
    for each statement execute function delivery_of_known_page();

-- What a delivery is about never changes.
revoke update on delivery from foghorn_app;
grant update (state, attempts, claim_no, in_order, retry_at, retry_from, attempted_at, done_at, code, error) on delivery to foghorn_app;

-- Tranches of one page's lane are claimed in the order of subscribers, and found without sorting all that wait.
create index tranche_turn on tranche (page_id, channel, lane, due_at, from_id) where state = 'waiting';

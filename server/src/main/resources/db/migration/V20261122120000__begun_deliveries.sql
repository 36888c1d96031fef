-- A delivery costs one row write, not two: while it is made for the first time its claim alone names it, and its row is written with its
-- outcome. Each claim is of one kind: of first attempts, with its subscribers, or of deliveries that have rows.
alter table claim
    add column made_at     timestamptz,
    add column subscribers text[],
    add constraint claim_of_first_attempts check ((made_at is null) = (subscribers is null));

-- Deliveries that are being made for the first time, whose outcome is not known yet.
create view delivery_begun with (security_invoker = true) as
    select c.organization_id, c.page_id, e.event_month, c.event_id, s.subscriber_id, c.channel, c.claim_no, c.made_at as created_at
      from claim c
      join notification_event e on e.id = c.event_id
     cross join lateral unnest(c.subscribers) as s (subscriber_id)
     where not exists (select from delivery d
                        where d.event_month = e.event_month and d.event_id = c.event_id and d.subscriber_id = s.subscriber_id);
grant select on delivery_begun to foghorn_app;

-- A row is changed only when it is tried again: few are, so pages need no room for a second version of each.
do $$
declare
    part text;
begin
    for part in select relid::regclass::text from pg_partition_tree('delivery') where isleaf loop
        execute format('alter table %s reset (fillfactor)', part);
    end loop;
    execute replace(pg_get_functiondef('delivery_partition_make(date)'::regprocedure), 'with (fillfactor = 50)', '');
end
$$;

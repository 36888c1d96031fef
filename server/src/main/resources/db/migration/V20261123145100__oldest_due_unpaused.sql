-- What the team has paused is not late.
create or replace function directory_oldest_due(channel_name text, due timestamptz)
    returns table (organization_id public_id, page_id public_id, due_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select * from (
              (select t.organization_id, t.page_id, t.due_at from tranche t
                where t.state = 'waiting' and t.channel = channel_name and t.due_at <= due order by t.due_at limit 1)
              union all
              (select d.organization_id, d.page_id, d.retry_at from delivery d
                where d.state = 'retry' and d.channel = channel_name and d.retry_at <= due
                  and not exists (select from notification_event e where e.id = d.event_id and e.paused_at is not null)
                order by d.retry_at limit 1)
              union all
              (select m.organization_id, m.page_id, m.due_at from direct_message m
                where m.state = 'waiting' and m.channel = channel_name and m.due_at <= due order by m.due_at limit 1)) as oldest
           order by due_at limit 1 $$;
grant select (id, paused_at) on notification_event to foghorn_directory;
grant select (event_id) on delivery to foghorn_directory;
create policy directory on notification_event for select to foghorn_directory using (true);

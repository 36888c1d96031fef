-- Retries are looked for event by event, of which there are few: those of a paused event, however many, are passed over in one step, and so
-- are those of other organizations.
create index delivery_retry_of_event on delivery (channel, organization_id, event_id, retry_at) where retry_at is not null;
drop index delivery_retry;

grant create on schema public to foghorn_directory;

-- Events that have retries due and are not paused, each with the time of its first.
create function directory_due_retry_events(channel_name text, due timestamptz)
    returns table (organization_id public_id, page_id public_id, event_id public_id, due_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ with recursive retried as (
              (select d.organization_id, d.event_id from delivery d
                where d.channel = channel_name and d.retry_at is not null
                order by d.organization_id, d.event_id limit 1)
              union all
              select following.organization_id, following.event_id
                from retried r
               cross join lateral (select d.organization_id, d.event_id from delivery d
                                    where d.channel = channel_name and d.retry_at is not null
                                      and (d.organization_id, d.event_id) > (r.organization_id, r.event_id)
                                    order by d.organization_id, d.event_id limit 1) as following)
          select e.organization_id, e.page_id, e.id, first.retry_at
            from retried r
            join notification_event e on e.id = r.event_id and e.paused_at is null
           cross join lateral (select d.retry_at from delivery d
                                where d.channel = channel_name and d.organization_id = r.organization_id and d.event_id = r.event_id
                                  and d.event_month = e.event_month and d.retry_at <= due
                                order by d.retry_at limit 1) as first $$;
revoke execute on function directory_due_retry_events(text, timestamptz) from public;
grant execute on function directory_due_retry_events(text, timestamptz) to foghorn_app;
alter function directory_due_retry_events(text, timestamptz) owner to foghorn_directory;
revoke create on schema public from foghorn_directory;

create or replace function directory_due_retries(channel_name text, due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select r.organization_id, r.page_id from directory_due_retry_events(channel_name, due) r
           group by r.organization_id, r.page_id order by min(r.due_at) limit most $$;

create or replace function directory_oldest_due(channel_name text, due timestamptz)
    returns table (organization_id public_id, page_id public_id, due_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select * from (
              (select t.organization_id, t.page_id, t.due_at from tranche t
                where t.state = 'waiting' and t.channel = channel_name and t.due_at <= due order by t.due_at limit 1)
              union all
              (select r.organization_id, r.page_id, r.due_at from directory_due_retry_events(channel_name, due) r order by r.due_at limit 1)
              union all
              (select m.organization_id, m.page_id, m.due_at from direct_message m
                where m.state = 'waiting' and m.channel = channel_name and m.due_at <= due order by m.due_at limit 1)) as oldest
           order by due_at limit 1 $$;

-- First attempts that are under way are being sent as well: their claims name them.
create or replace function directory_delivery_counts()
    returns table (channel text, standing text, deliveries bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select c.channel, c.standing, sum(c.deliveries)
            from (select t.channel, 'waiting' as standing, sum(t.expected) as deliveries
                    from tranche t where t.state = 'waiting' group by t.channel
                  union all
                  select b.channel, 'sending', count(*) from delivery_begun b group by b.channel
                  union all
                  select d.channel, case d.state when 'retry' then 'retrying' else 'sending' end, count(*) from delivery d
                   where d.state in ('sending', 'retry') group by d.channel, d.state
                  union all
                  select d.channel, 'given_up', count(*) from delivery d where d.state in ('failed', 'gone') group by d.channel) as c
           group by c.channel, c.standing $$;

grant select on delivery_begun to foghorn_directory;
grant select (channel, event_id, made_at, subscribers) on claim to foghorn_directory;
grant select (event_month, organization_id, page_id) on notification_event to foghorn_directory;
grant select (event_month, subscriber_id) on delivery to foghorn_directory;

-- Pages have retries to make only where the team has not paused them all. Asked per event, of which there are few.
create or replace function directory_due_retries(channel_name text, due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ with due_events as materialized (
              select d.organization_id, d.page_id, d.event_id, min(d.retry_at) as due_at from delivery d
               where d.state = 'retry' and d.channel = channel_name and d.retry_at <= due
               group by d.organization_id, d.page_id, d.event_id)
          select d.organization_id, d.page_id from due_events d
           where not exists (select from notification_event e where e.id = d.event_id and e.paused_at is not null)
           group by d.organization_id, d.page_id order by min(d.due_at) limit most $$;

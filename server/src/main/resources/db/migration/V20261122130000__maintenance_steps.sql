-- What a maintenance does by itself, and when; each time is there until its step was taken or a person was first.

alter table incident
    add column remind_at   timestamptz,
    add column begin_at    timestamptz,
    add column complete_at timestamptz;

update incident
   set remind_at = case when status = 'scheduled' and scheduled_remind_prior and scheduled_reminded_at is null
                        then scheduled_for - interval '60 minutes' end,
       begin_at = case when status = 'scheduled' and scheduled_auto_in_progress then scheduled_for end,
       complete_at = case when status <> 'completed' and scheduled_auto_completed then scheduled_until end
 where kind = 'scheduled' and deleted_at is null;

update incident set due_at = least(remind_at, begin_at, complete_at) where kind = 'scheduled';

grant create on schema public to foghorn_directory;

-- Maintenances of which a step is due, the one that has been due longest first.
create function directory_due_maintenances(due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, incident_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from incident
           where due_at <= due and deleted_at is null and num_nonnulls(remind_at, begin_at, complete_at) > 0
           order by due_at, id limit most $$;

revoke execute on function directory_due_maintenances(timestamptz, integer) from public;
grant execute on function directory_due_maintenances(timestamptz, integer) to foghorn_app;
alter function directory_due_maintenances(timestamptz, integer) owner to foghorn_directory;
revoke create on schema public from foghorn_directory;

grant select (organization_id, page_id, id, due_at, remind_at, begin_at, complete_at, deleted_at) on incident to foghorn_directory;
create policy directory on incident for select to foghorn_directory using (true);

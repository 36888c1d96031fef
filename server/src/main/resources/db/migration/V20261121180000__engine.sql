-- The engine whole: component changes as events, webhooks in order, quarantine by failures, and messages to one person by channel.

-- ---------------------------------------------------------------- what is told

alter table notification_event
    alter column incident_id drop not null,
    add column component_id     public_id,
    add column old_status       text,
    add column new_status       text,
    -- The page's own status as it was after the change.
    add column page_indicator   text,
    add column page_description text,
    add constraint notification_event_subject check (num_nonnulls(incident_id, component_id) = 1),
    add constraint notification_event_component foreign key (organization_id, page_id, component_id)
        references component (organization_id, page_id, id);

-- One transaction may move several components, each with an event of its own.
alter table notification_event drop constraint notification_event_page_id_page_seq_kind_key;
alter table notification_event add constraint notification_event_source unique (page_id, page_seq);

-- ---------------------------------------------------------------- webhook endpoints

alter table subscriber
    -- Whom to write to about an endpoint.
    add column contact            bytea,
    add column signing_secret     bytea,
    -- Signs beside the new one until the time beside it.
    add column old_signing_secret bytea,
    add column old_signing_until  timestamptz,
    -- The newest failed attempts, ten at most, oldest first.
    add column failures           timestamptz[];

alter table direct_message
    add column channel text not null default 'email',
    drop constraint direct_message_kind_check,
    add constraint direct_message_kind_check
        check (kind in ('confirm_subscription', 'manage_subscription', 'webhook_test', 'webhook_quarantined'));

-- ---------------------------------------------------------------- deliveries

alter table delivery
    -- Of channels that keep the order: the event's page_seq until it is over. A later one waits meanwhile, without retry_at.
    add column in_order     bigint,
    add column attempted_at timestamptz,
    -- Sent again by hand: attempts are counted from here.
    add column retry_from   timestamptz;
create index delivery_in_order on delivery (subscriber_id, in_order) where in_order is not null;

-- A delivery is inserted as being sent and updated once. No index speaks of a column that this changes, and a page keeps room for the
-- second version, so that the update stays on its page and touches no index.
drop index delivery_claim;
drop index delivery_retry;
create index delivery_retry on delivery (retry_at) where retry_at is not null;
alter table delivery_default set (fillfactor = 50);

alter table claim
    -- The claimed deliveries are within this range of the event's.
    add column from_id public_id,
    add column to_id   public_id;

create or replace function delivery_partition_make(month date) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    start date := date_trunc('month', month)::date;
    name  text := 'delivery_' || to_char(start, 'YYYYMM');
begin
    if to_regclass('public.' || name) is not null then
        return;
    end if;
    -- Taken whole and first: who waits here holds nothing that somebody at work waits for.
    lock table public.delivery in access exclusive mode;
    execute format('create table public.%I (like public.delivery including defaults including constraints)
        with (fillfactor = 50)', name);
    execute format('alter table public.%I enable row level security', name);
    execute format('alter table public.%I force row level security', name);
    execute format($p$create policy tenant on public.%I to foghorn_app
        using (organization_id = nullif(current_setting('app.organization', true), ''))
        with check (organization_id = nullif(current_setting('app.organization', true), ''))$p$, name);
    execute format('create policy migration on public.%I to foghorn_owner using (true) with check (true)', name);
    -- What came before the month had its partition was kept in the default one.
    execute format($m$with moved as (delete from public.delivery_default where event_month >= %L and event_month < %L returning *)
        insert into public.%I select * from moved$m$, start, (start + interval '1 month')::date, name);
    execute format('alter table public.delivery attach partition public.%I for values from (%L) to (%L)',
        name, start, (start + interval '1 month')::date);
end
$$;

alter table delivery_summary add column median_at timestamptz;

-- ---------------------------------------------------------------- directory

grant create on schema public to foghorn_directory;
drop function directory_due_direct_messages(timestamptz, integer);

create function directory_due_direct_messages(channel_name text, due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, direct_message_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from direct_message
           where channel = channel_name and (state = 'waiting' and due_at <= due or state = 'sending' and lease_until < due)
           order by due_at limit most $$;

-- Since when the longest waiting work of a channel has been due; nothing where nothing is due.
create function directory_oldest_due(channel_name text, due timestamptz)
    returns table (organization_id public_id, page_id public_id, due_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select * from (
              (select organization_id, page_id, due_at from tranche
                where state = 'waiting' and channel = channel_name and due_at <= due order by due_at limit 1)
              union all
              (select organization_id, page_id, retry_at from delivery
                where state = 'retry' and channel = channel_name and retry_at <= due order by retry_at limit 1)
              union all
              (select organization_id, page_id, due_at from direct_message
                where state = 'waiting' and channel = channel_name and due_at <= due order by due_at limit 1)) as oldest
           order by due_at limit 1 $$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array['directory_due_direct_messages(text, timestamptz, integer)'::regprocedure,
                             'directory_oldest_due(text, timestamptz)'::regprocedure] loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to foghorn_app', f);
        execute format('alter function %s owner to foghorn_directory', f);
    end loop;
end
$$;
revoke create on schema public from foghorn_directory;
grant select (channel) on direct_message to foghorn_directory;

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
    -- Of channels that keep the order: the event's page_seq. A later one waits, without retry_at, until the earlier one is over.
    add column in_order     bigint,
    add column attempted_at timestamptz,
    -- Sent again by hand: attempts are counted from here.
    add column retry_from   timestamptz;
create index delivery_in_order on delivery (subscriber_id, in_order)
    where in_order is not null and state in ('sending', 'retry');

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

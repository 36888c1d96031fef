-- Of codes and confirmations those go first that somebody waits for, and within a lane pages take turns.

alter table direct_message
    -- 0: somebody waits for it; 3: one of many that were asked for at once.
    add column lane smallint not null default 0 check (lane in (0, 3));
create index direct_message_turn on direct_message (channel, lane, page_id, due_at) where state in ('waiting', 'sending');
create index direct_message_node on direct_message (node_id) where state = 'sending';

grant create on schema public to foghorn_directory;
drop function directory_due_direct_messages(text, timestamptz, integer);

-- Pages with direct messages to send in a lane, the one that has waited longest first. It goes from page to page through the index, since
-- one page may have a million.
create function directory_due_direct_pages(channel_name text, lane_number integer, due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, due_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ with recursive turn as (
              (select m.organization_id, m.page_id, m.due_at from direct_message m
                where m.channel = channel_name and m.lane = lane_number
                  and m.state in ('waiting', 'sending') and (m.state = 'waiting' or m.lease_until < due)
                order by m.page_id, m.due_at limit 1)
              union all
              select next.* from turn cross join lateral (
                  select m.organization_id, m.page_id, m.due_at from direct_message m
                   where m.channel = channel_name and m.lane = lane_number and m.page_id > turn.page_id
                     and m.state in ('waiting', 'sending') and (m.state = 'waiting' or m.lease_until < due)
                   order by m.page_id, m.due_at limit 1) as next)
          select organization_id, page_id, due_at from turn where due_at <= due order by due_at limit most $$;

-- Direct messages that a node is sending.
create function directory_node_direct_messages(channel_name text, node text)
    returns table (organization_id public_id, page_id public_id, direct_message_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from direct_message
           where state = 'sending' and node_id = node and channel = channel_name $$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array['directory_due_direct_pages(text, integer, timestamptz, integer)'::regprocedure,
                             'directory_node_direct_messages(text, text)'::regprocedure] loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to foghorn_app', f);
        execute format('alter function %s owner to foghorn_directory', f);
    end loop;
end
$$;
revoke create on schema public from foghorn_directory;
grant select (lane, node_id) on direct_message to foghorn_directory;

-- How many deliveries stand where, over all organizations and in one question: numbers only, and of nobody in particular.

-- Whether a delivery is tried again is asked every half minute: few of millions, found without looking at the others.
create index delivery_unfinished on delivery (channel, state) where state in ('sending', 'retry');

grant create on schema public to foghorn_directory;

create function directory_delivery_counts()
    returns table (channel text, standing text, deliveries bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select t.channel, 'waiting', sum(t.expected) from tranche t where t.state = 'waiting' group by t.channel
          union all
          select d.channel, case d.state when 'retry' then 'retrying' else 'sending' end, count(*) from delivery d
           where d.state in ('sending', 'retry') group by d.channel, d.state
          union all
          select d.channel, 'given_up', count(*) from delivery d where d.state in ('failed', 'gone') group by d.channel $$;

revoke execute on function directory_delivery_counts() from public;
grant execute on function directory_delivery_counts() to foghorn_app;
alter function directory_delivery_counts() owner to foghorn_directory;
revoke create on schema public from foghorn_directory;
grant select (expected) on tranche to foghorn_directory;

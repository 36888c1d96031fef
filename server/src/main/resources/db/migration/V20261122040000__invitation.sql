-- People who were asked to join a team and have not yet. Whoever joins, or is no longer wanted, leaves no row.

create table invitation (
    organization_id public_id not null references organization,
    id              public_id primary key,
    -- Under a key of its own, which goes with the row.
    address         bytea not null,
    address_hmac    bytea not null,
    role            text not null check (role in ('owner', 'admin', 'member')),
    -- {page id}:{permission}
    grants          text[] not null,
    token_hash      bytea not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    mailed_at       timestamptz,
    unique (organization_id, id),
    constraint invitation_token_unique unique (token_hash),
    constraint invitation_address_unique unique (organization_id, address_hmac)
);

grant select, insert, update, delete on invitation to foghorn_app;
alter table invitation enable row level security;
alter table invitation force row level security;
create policy tenant on invitation to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on invitation to foghorn_owner using (true) with check (true);
create policy directory on invitation for select to foghorn_directory using (true);
grant select (organization_id, id, token_hash) on invitation to foghorn_directory;

-- Whose invitation a link is.
grant create on schema public to foghorn_directory;
create function directory_invitation(hash bytea) returns table (organization_id public_id, invitation_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, id from invitation where token_hash = hash $$;
revoke execute on function directory_invitation(bytea) from public;
grant execute on function directory_invitation(bytea) to foghorn_app;
alter function directory_invitation(bytea) owner to foghorn_directory;
revoke create on schema public from foghorn_directory;

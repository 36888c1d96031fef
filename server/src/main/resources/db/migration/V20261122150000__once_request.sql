-- Requests that programs gave a name (Idempotency-Key), so that they are carried out once. Names are kept as hashes; an answer opens
-- only with the request that it belongs to, which is not kept. Rows go after a day.

create table once_request (
    organization_id public_id not null,
    api_key_id      public_id not null,
    key_hash        bytea not null,
    fingerprint     bytea not null,
    attempt         public_id not null,
    created_at      timestamptz not null,
    -- Until then the attempt counts as running; null once it has ended.
    running_until   timestamptz,
    -- Set by the transaction of the change itself.
    carried_out_at  timestamptz,
    answer          bytea,
    primary key (organization_id, api_key_id, key_hash),
    foreign key (organization_id, api_key_id) references api_key (organization_id, id)
);
create index once_request_created on once_request (organization_id, created_at);

grant select, insert, update, delete on once_request to foghorn_app;
alter table once_request enable row level security;
alter table once_request force row level security;
create policy tenant on once_request to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on once_request to foghorn_owner using (true) with check (true);

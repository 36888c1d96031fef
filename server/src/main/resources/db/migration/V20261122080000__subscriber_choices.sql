-- What subscribers decide for themselves: what they follow, and that they are forgotten.

alter table direct_message
    -- What is followed once the link is used, as {component|incident}:{id}; none: everything; null: what is followed already.
    add column scope   text,
    add column used_at timestamptz,
    drop constraint direct_message_kind_check,
    add constraint direct_message_kind_check check (kind in
        ('confirm_subscription', 'manage_subscription', 'manage_code', 'webhook_test', 'webhook_quarantined'));
create index direct_message_subject on direct_message (subject_id);

-- Whom an event of a page concerns.
create index subscriber_scope_of_page on subscriber_scope (page_id, component_id);
create index subscriber_scope_incident on subscriber_scope (incident_id) where incident_id is not null;

-- When what is kept of a subscriber who is told nothing goes.
create index subscriber_purge on subscriber (purge_at) where purge_at is not null;
update subscriber set purge_at = coalesce(unsubscribed_at, created_at) + interval '90 days'
 where state in ('unsubscribed', 'unconfirmed') and purge_at is null;

-- Addresses that are not to be written to before their owners ask for it: keyed hashes, and nothing that leads to a subscriber.
create table subscriber_erasure (
    organization_id public_id not null,
    page_id         public_id not null,
    channel         text not null,
    address_hmac    bytea not null,
    erased_at       timestamptz not null,
    primary key (page_id, channel, address_hmac),
    foreign key (organization_id, page_id) references page (organization_id, id)
);

grant select, insert, update, delete on subscriber_erasure to foghorn_app;
alter table subscriber_erasure enable row level security;
alter table subscriber_erasure force row level security;
create policy tenant on subscriber_erasure to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on subscriber_erasure to foghorn_owner using (true) with check (true);

-- The spine. Every tenant table carries organization_id and is closed by row-level security, for its owner too.
-- Roles foghorn_owner (runs this), foghorn_app and foghorn_directory exist already; foghorn_owner is a member of foghorn_directory.

create domain public_id as text check (value ~ '^[0-9bcdfghjklmnpqrstvwxyz]{12}$');

-- ---------------------------------------------------------------- installation: no organization_id, a named list held by a test

create table installation_setting (
    name  text primary key,
    value text not null
);

create table account (
    id            public_id primary key,
    address_hmac  bytea not null,
    address       bytea not null,
    name          bytea,
    created_at    timestamptz not null,
    constraint account_address_unique unique (address_hmac)
);

create table account_key (
    account_id public_id primary key references account,
    wrapped    bytea not null
);

create table credential (
    account_id public_id not null references account,
    kind       text not null check (kind in ('password')),
    secret     text not null,
    changed_at timestamptz not null,
    primary key (account_id, kind)
);

create table account_link (
    hash       bytea primary key,
    account_id public_id not null references account,
    kind       text not null check (kind in ('owner_sign_in', 'sign_in')),
    expires_at timestamptz not null
);

create table node (
    id           text primary key,
    started_at   timestamptz not null,
    heartbeat_at timestamptz not null
);

create table target_pause (
    channel    text not null,
    host       text not null,
    not_before timestamptz not null,
    primary key (channel, host)
);

create table suppression (
    address_hmac bytea primary key,
    reason       text not null,
    since        timestamptz not null
);

create table limit_counter (
    subject      bytea not null,
    window_start timestamptz not null,
    count        integer not null,
    primary key (subject, window_start)
);

create table installation_audit_entry (
    seq        bigint primary key,
    at         timestamptz not null,
    actor      text not null,
    action     text not null,
    subject    text not null,
    details    text not null,
    request_id text not null,
    prev_hash  bytea not null,
    hash       bytea not null
);

-- ---------------------------------------------------------------- organization

create table organization (
    organization_id public_id primary key,
    name            text not null check (length(name) between 1 and 255),
    created_at      timestamptz not null,
    policy_version  integer not null default 1
);

create table session (
    hash                 bytea primary key,
    account_id           public_id not null references account,
    current_organization public_id not null references organization,
    created_at           timestamptz not null,
    seen_at              timestamptz not null,
    reauthenticated_at   timestamptz not null,
    policy_version       integer not null
);
create index session_account on session (account_id);

create table organization_key (
    organization_id public_id primary key references organization,
    wrapped         bytea not null,
    wrapped_index   bytea not null
);

create table subject_key (
    organization_id public_id not null references organization,
    subject_id      public_id not null,
    wrapped         bytea not null,
    primary key (subject_id),
    unique (organization_id, subject_id)
);

create table team_member (
    organization_id public_id not null references organization,
    id              public_id primary key,
    account_id      public_id not null references account,
    role            text not null check (role in ('owner', 'admin', 'member')),
    created_at      timestamptz not null,
    deleted_at      timestamptz,
    version         integer not null default 1,
    unique (organization_id, id),
    constraint team_member_account_unique unique (organization_id, account_id)
);
create index team_member_account on team_member (account_id);

create table api_key (
    organization_id public_id not null references organization,
    id              public_id primary key,
    name            text not null check (length(name) between 1 and 255),
    hash            bytea not null,
    scopes          text[] not null,
    page_id         public_id,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    unique (organization_id, id),
    constraint api_key_hash_unique unique (hash)
);

create table audit_entry (
    organization_id public_id not null references organization,
    seq             bigint not null,
    at              timestamptz not null,
    actor           text not null,
    action          text not null,
    subject         text not null,
    details         text not null,
    request_id      text not null,
    prev_hash       bytea not null,
    hash            bytea not null,
    primary key (organization_id, seq)
);

-- ---------------------------------------------------------------- page

create table page (
    organization_id              public_id not null references organization,
    id                           public_id primary key,
    subdomain                    text not null,
    domain                       text,
    name                         text not null check (length(name) between 1 and 255),
    visibility                   text not null default 'public' check (visibility in ('public', 'private', 'audience')),
    url                          text,
    support_url                  text,
    headline                     text,
    page_description             text,
    branding                     text not null default 'basic' check (branding in ('basic', 'premium')),
    colors                       json not null default '{}',
    hidden_from_search           boolean not null default false,
    allow_page_subscribers       boolean not null default true,
    allow_incident_subscribers   boolean not null default true,
    allow_email_subscribers      boolean not null default true,
    allow_sms_subscribers        boolean not null default false,
    allow_webhook_subscribers    boolean not null default false,
    allow_rss_atom_feeds         boolean not null default true,
    viewers_must_be_team_members boolean not null default false,
    notifications_from_email     text,
    notifications_email_footer   text not null default '',
    twitter_username             text,
    ip_restrictions              text,
    city                         text,
    state                        text,
    country                      text,
    time_zone                    text not null default 'Etc/UTC',
    language                     text not null default 'en',
    tag_host                     text not null,
    page_seq                     bigint not null default 0,
    version                      integer not null default 1,
    created_at                   timestamptz not null,
    updated_at                   timestamptz not null,
    deleted_at                   timestamptz,
    unique (organization_id, id),
    constraint page_subdomain_form
        check (subdomain ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' and subdomain !~ '^[0-9bcdfghjklmnpqrstvwxyz]{12}$')
);
create unique index page_subdomain_unique on page (subdomain) where deleted_at is null;
create unique index page_domain_unique on page (domain) where deleted_at is null;

alter table api_key add constraint api_key_page foreign key (organization_id, page_id) references page (organization_id, id);

create table team_member_grant (
    organization_id public_id not null,
    page_id         public_id not null,
    team_member_id  public_id not null,
    permission      text not null,
    primary key (team_member_id, page_id, permission),
    foreign key (organization_id, page_id) references page (organization_id, id),
    foreign key (organization_id, team_member_id) references team_member (organization_id, id)
);

create table outbox (
    organization_id public_id not null,
    page_id         public_id not null,
    page_seq        bigint not null,
    kind            text not null,
    payload         json not null,
    at              timestamptz not null,
    primary key (page_id, page_seq),
    constraint outbox_page foreign key (organization_id, page_id) references page (organization_id, id)
);
create index outbox_at on outbox (at);

create table consumer_cursor (
    organization_id public_id not null,
    page_id         public_id not null,
    consumer        text not null,
    page_seq        bigint not null,
    primary key (page_id, consumer),
    foreign key (organization_id, page_id) references page (organization_id, id)
);

-- ---------------------------------------------------------------- component

create table component (
    organization_id        public_id not null,
    page_id                public_id not null,
    id                     public_id primary key,
    parent_id              public_id,
    is_group               boolean not null,
    name                   text not null check (length(name) between 1 and 255),
    description            text,
    status                 text not null check (status in
        ('operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage')),
    position               integer not null check (position >= 1),
    showcase               boolean not null default true,
    only_show_if_degraded  boolean not null default false,
    start_date             date,
    version                integer not null default 1,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    deleted_at             timestamptz,
    unique (organization_id, page_id, id),
    constraint component_page foreign key (organization_id, page_id) references page (organization_id, id),
    constraint component_parent foreign key (organization_id, page_id, parent_id)
        references component (organization_id, page_id, id),
    constraint component_not_its_own_parent check (parent_id <> id)
);
create index component_of_page on component (page_id, position, id) where deleted_at is null;

-- What a component's status was, as intervals without gaps; the present one has no end.
create table component_status_history (
    organization_id public_id not null,
    page_id         public_id not null,
    component_id    public_id not null,
    started_at      timestamptz not null,
    seq             integer not null,
    ended_at        timestamptz,
    status          text not null,
    incident_id     public_id,
    primary key (component_id, seq),
    check (ended_at >= started_at),
    foreign key (organization_id, page_id, component_id) references component (organization_id, page_id, id)
);
create unique index component_status_history_present on component_status_history (component_id) where ended_at is null;

-- ---------------------------------------------------------------- incident

create table incident (
    organization_id  public_id not null,
    page_id          public_id not null,
    id               public_id primary key,
    kind             text not null check (kind in ('realtime', 'scheduled')),
    name             text not null check (length(name) between 1 and 255),
    status           text not null,
    impact           text not null check (impact in ('none', 'maintenance', 'minor', 'major', 'critical')),
    impact_worst     text not null check (impact_worst in ('none', 'maintenance', 'minor', 'major', 'critical')),
    impact_override  text check (impact_override in ('none', 'maintenance', 'minor', 'major', 'critical')),
    backfilled       boolean not null default false,
    metadata         json,
    reminder_intervals text,
    started_at       timestamptz not null,
    monitoring_at    timestamptz,
    resolved_at      timestamptz,
    next_update_at   timestamptz,
    scheduled_for    timestamptz,
    scheduled_until  timestamptz,
    scheduled_remind_prior      boolean not null default false,
    scheduled_reminded_at       timestamptz,
    scheduled_auto_in_progress  boolean not null default false,
    scheduled_auto_completed    boolean not null default false,
    auto_transition_to_maintenance_state         boolean,
    auto_transition_to_operational_state         boolean,
    auto_transition_deliver_notifications_at_start boolean,
    auto_transition_deliver_notifications_at_end   boolean,
    due_at           timestamptz,
    update_seq       integer not null default 0,
    version          integer not null default 1,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    deleted_at       timestamptz,
    unique (organization_id, page_id, id),
    constraint incident_page foreign key (organization_id, page_id) references page (organization_id, id),
    constraint incident_status_of_kind check (
        kind = 'realtime' and status in ('investigating', 'identified', 'monitoring', 'resolved')
        or kind = 'scheduled' and status in ('scheduled', 'in_progress', 'verifying', 'completed')),
    constraint incident_window check (kind = 'realtime' or scheduled_for < scheduled_until),
    constraint incident_over check ((status in ('resolved', 'completed')) = (resolved_at is not null))
);
create index incident_of_page on incident (page_id, created_at desc, id desc) where deleted_at is null;
create index incident_open on incident (page_id) where deleted_at is null and status not in ('resolved', 'completed');
create index incident_due on incident (due_at) where due_at is not null and deleted_at is null;

create table incident_component (
    organization_id public_id not null,
    page_id         public_id not null,
    incident_id     public_id not null,
    component_id    public_id not null,
    worst_status    text not null,
    primary key (incident_id, component_id),
    foreign key (organization_id, page_id, incident_id) references incident (organization_id, page_id, id),
    constraint incident_component_component foreign key (organization_id, page_id, component_id)
        references component (organization_id, page_id, id)
);

create table incident_update (
    organization_id       public_id not null,
    page_id               public_id not null,
    id                    public_id primary key,
    incident_id           public_id not null,
    seq                   integer not null,
    status                text not null,
    body                  text not null check (length(body) <= 25000),
    deliver_notifications boolean not null,
    wants_twitter_update  boolean not null default false,
    custom_tweet          text,
    tweet_id              text,
    twitter_updated_at    timestamptz,
    next_update_at        timestamptz,
    display_at            timestamptz not null,
    names_components      boolean not null,
    version               integer not null default 1,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    unique (organization_id, page_id, id),
    unique (incident_id, seq),
    foreign key (organization_id, page_id, incident_id) references incident (organization_id, page_id, id)
);

-- The components an update named, with the names of that moment ("Group - Component").
create table incident_update_component (
    organization_id    public_id not null,
    page_id            public_id not null,
    incident_update_id public_id not null,
    component_id       public_id not null,
    ordinal            integer not null,
    name               text not null,
    old_status         text not null,
    new_status         text not null,
    primary key (incident_update_id, component_id),
    foreign key (organization_id, page_id, incident_update_id) references incident_update (organization_id, page_id, id),
    foreign key (organization_id, page_id, component_id) references component (organization_id, page_id, id)
);

-- The text an event named: a later edit does not alter what is still to be told.
create table incident_update_version (
    organization_id    public_id not null,
    page_id            public_id not null,
    incident_update_id public_id not null,
    version            integer not null,
    incident_name      text not null,
    impact             text not null,
    status             text not null,
    body               text not null,
    next_update_at     timestamptz,
    display_at         timestamptz not null,
    created_at         timestamptz not null,
    primary key (incident_update_id, version),
    foreign key (organization_id, page_id, incident_update_id) references incident_update (organization_id, page_id, id)
);

-- ---------------------------------------------------------------- subscriber

create table subscriber (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    channel         text not null check (channel in ('email', 'sms', 'webhook', 'slack', 'teams', 'integration_partner')),
    state           text not null check (state in ('unconfirmed', 'active', 'quarantined', 'unsubscribed')),
    address_hmac    bytea,
    address         bytea,
    address_index   bigint[] not null default '{}',
    secret_hash     bytea,
    secret          bytea,
    language        text not null default 'en',
    time_zone       text,
    created_at      timestamptz not null,
    confirmed_at    timestamptz,
    quarantined_at  timestamptz,
    unsubscribed_at timestamptz,
    purge_at        timestamptz,
    version         integer not null default 1,
    unique (organization_id, page_id, id),
    constraint subscriber_page foreign key (organization_id, page_id) references page (organization_id, id),
    constraint subscriber_address_unique unique (page_id, channel, address_hmac),
    constraint subscriber_secret_unique unique (secret_hash)
);
create index subscriber_active on subscriber (page_id, channel, id) where state = 'active';
create index subscriber_state on subscriber (page_id, channel, state);
create index subscriber_address_index on subscriber using gin (address_index);

-- No row: everything of the page.
create table subscriber_scope (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    subscriber_id   public_id not null,
    component_id    public_id,
    incident_id     public_id,
    check (num_nonnulls(component_id, incident_id) = 1),
    unique (subscriber_id, component_id, incident_id),
    foreign key (organization_id, page_id, subscriber_id) references subscriber (organization_id, page_id, id),
    foreign key (organization_id, page_id, component_id) references component (organization_id, page_id, id),
    foreign key (organization_id, page_id, incident_id) references incident (organization_id, page_id, id)
);

-- Codes and confirmations. The token is kept, encrypted under the subject's key, until the message is recorded as sent.
create table direct_message (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    kind            text not null check (kind in ('confirm_subscription', 'manage_subscription')),
    subject_id      public_id not null,
    token           bytea,
    token_hash      bytea not null,
    token_expires_at timestamptz not null,
    state           text not null check (state in ('waiting', 'sending', 'sent', 'failed')),
    due_at          timestamptz not null,
    attempts        integer not null default 0,
    node_id         text,
    lease_until     timestamptz,
    claim_no        bigint,
    code            text,
    error           bytea,
    created_at      timestamptz not null,
    sent_at         timestamptz,
    unique (organization_id, page_id, id),
    constraint direct_message_token_unique unique (token_hash),
    foreign key (organization_id, page_id, subject_id) references subscriber (organization_id, page_id, id)
);
create index direct_message_due on direct_message (due_at) where state in ('waiting', 'sending');

-- ---------------------------------------------------------------- notification

create sequence claim_number;

-- One thing to tell, made from one outbox event.
create table notification_event (
    organization_id    public_id not null,
    page_id            public_id not null,
    id                 public_id primary key,
    page_seq           bigint not null,
    kind               text not null,
    incident_id        public_id not null,
    incident_update_id public_id,
    update_version     integer,
    event_at           timestamptz not null,
    event_month        date not null,
    paused_at          timestamptz,
    superseded_by      public_id,
    unique (organization_id, page_id, id),
    unique (page_id, page_seq, kind),
    foreign key (organization_id, page_id, incident_id) references incident (organization_id, page_id, id)
);
create index notification_event_incident on notification_event (incident_id, page_seq);

-- Up to 100 subscribers of one channel, as a range of ids: what is claimed, paused, ordered and counted.
create table tranche (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    event_id        public_id not null,
    channel         text not null,
    lane            smallint not null check (lane between 0 and 3),
    from_id         public_id not null,
    to_id           public_id not null,
    expected        integer not null,
    state           text not null check (state in ('waiting', 'paused', 'claimed', 'cancelled')),
    due_at          timestamptz not null,
    unique (organization_id, page_id, id),
    foreign key (organization_id, page_id, event_id) references notification_event (organization_id, page_id, id)
);
create index tranche_waiting on tranche (channel, lane, due_at, page_id) where state = 'waiting';
create index tranche_of_event on tranche (event_id);

-- A lease: the deliveries that carry its number are being sent by one node, until the lease ends.
create table claim (
    organization_id public_id not null,
    page_id         public_id not null,
    claim_no        bigint primary key,
    event_id        public_id not null,
    channel         text not null,
    node_id         text not null,
    lease_until     timestamptz not null,
    foreign key (organization_id, page_id, event_id) references notification_event (organization_id, page_id, id)
);
create index claim_node on claim (node_id);
create index claim_lease on claim (lease_until);

-- Who was told what, when and with what answer. No foreign key to subscriber: the ledger outlives a person's erasure.
create table delivery (
    organization_id public_id not null,
    page_id         public_id not null,
    event_month     date not null,
    event_id        public_id not null,
    subscriber_id   public_id not null,
    channel         text not null,
    state           text not null check (state in ('sending', 'sent', 'retry', 'failed', 'gone', 'superseded', 'cancelled')),
    attempts        smallint not null default 0,
    claim_no        bigint,
    created_at      timestamptz not null,
    retry_at        timestamptz,
    done_at         timestamptz,
    code            text,
    error           bytea,
    primary key (event_month, event_id, subscriber_id),
    foreign key (organization_id, page_id) references page (organization_id, id)
) partition by range (event_month);
create table delivery_default partition of delivery default;
create index delivery_retry on delivery (retry_at) where state = 'retry';
create index delivery_claim on delivery (claim_no) where state = 'sending';

create table delivery_summary (
    organization_id public_id not null,
    page_id         public_id not null,
    event_id        public_id not null,
    channel         text not null,
    state           text not null,
    count           bigint not null,
    first_at        timestamptz,
    last_at         timestamptz,
    primary key (event_id, channel, state),
    foreign key (organization_id, page_id, event_id) references notification_event (organization_id, page_id, id)
);

-- Mail that was kept on this machine because no SMTP server is configured; encrypted under the organization's keyset.
create table inbox_message (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    at              timestamptz not null,
    message         bytea not null,
    foreign key (organization_id, page_id) references page (organization_id, id)
);
create index inbox_message_newest on inbox_message (page_id, at desc, id);

-- ---------------------------------------------------------------- grants, row-level security

grant usage on schema public to foghorn_app, foghorn_directory;
grant usage on sequence claim_number to foghorn_app;
grant select, insert, update, delete on
    installation_setting, account, account_key, credential, account_link, node, target_pause, suppression, limit_counter,
    organization, session, organization_key, subject_key, team_member, api_key, page, team_member_grant, outbox, consumer_cursor,
    component, component_status_history, incident, incident_component, incident_update, incident_update_component,
    incident_update_version, subscriber, subscriber_scope, direct_message, notification_event, tranche, claim, delivery,
    delivery_summary, inbox_message
    to foghorn_app;
grant select, insert on audit_entry, installation_audit_entry to foghorn_app;

do $$
declare
    t text;
begin
    foreach t in array array[
        'organization', 'organization_key', 'subject_key', 'team_member', 'api_key', 'audit_entry', 'page', 'team_member_grant',
        'outbox', 'consumer_cursor', 'component', 'component_status_history', 'incident', 'incident_component', 'incident_update',
        'incident_update_component', 'incident_update_version', 'subscriber', 'subscriber_scope', 'direct_message',
        'notification_event', 'tranche', 'claim', 'delivery', 'delivery_default', 'delivery_summary', 'inbox_message']
    loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy tenant on %I to foghorn_app
            using (organization_id = nullif(current_setting('app.organization', true), ''))
            with check (organization_id = nullif(current_setting('app.organization', true), ''))$p$, t);
        execute format('create policy migration on %I to foghorn_owner using (true) with check (true)', t);
    end loop;
end
$$;

-- An audit entry is written once.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit entries are never changed' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_is_final before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
create trigger installation_audit_entry_is_final before update or delete or truncate on installation_audit_entry
    for each statement execute function refuse_change();

-- ---------------------------------------------------------------- partitions of delivery: two functions that take only a month

create function delivery_partition_make(month date) returns void
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
    execute format('create table public.%I (like public.delivery including defaults including constraints)', name);
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

create function delivery_partition_drop(month date) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    name text := 'delivery_' || to_char(date_trunc('month', month), 'YYYYMM');
begin
    execute format('drop table if exists public.%I', name);
end
$$;
revoke execute on function delivery_partition_make(date), delivery_partition_drop(date) from public;
grant execute on function delivery_partition_make(date), delivery_partition_drop(date) to foghorn_app;

-- ---------------------------------------------------------------- directory: what must be found before the tenant is known
-- These return ids and page_seq, nothing else. The list is held by a test.

grant create on schema public to foghorn_directory;

create function directory_organizations() returns table (organization_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id from organization order by organization_id $$;

create function directory_api_key(key_hash bytea) returns table (organization_id public_id, api_key_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, id from api_key where hash = key_hash $$;

create function directory_memberships(account public_id) returns table (organization_id public_id, team_member_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, id from team_member where account_id = account and deleted_at is null order by created_at, id $$;

-- A page by its id, subdomain or own domain.
create function directory_page(name text) returns table (organization_id public_id, page_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, id from page
           where deleted_at is null and (id = name or subdomain = name or domain = name) limit 1 $$;

create function directory_pages() returns table (organization_id public_id, page_id public_id, page_seq bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, id, page_seq from page where deleted_at is null $$;

create function directory_subscriber(hash bytea) returns table (organization_id public_id, page_id public_id, subscriber_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from subscriber where secret_hash = hash $$;

create function directory_direct_message(hash bytea)
    returns table (organization_id public_id, page_id public_id, direct_message_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from direct_message where token_hash = hash $$;

-- Pages with events that a consumer has not read yet, the one that changed longest ago first.
create function directory_pending(consumer_name text, most integer)
    returns table (organization_id public_id, page_id public_id, page_seq bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select p.organization_id, p.id, p.page_seq
            from page p left join consumer_cursor c on c.page_id = p.id and c.consumer = consumer_name
           where p.page_seq > coalesce(c.page_seq, 0) and p.deleted_at is null
           order by p.updated_at, p.id limit most $$;

create function directory_due_tranches(channel_name text, due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, lane smallint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, lane from tranche
           where state = 'waiting' and channel = channel_name and due_at <= due
           group by organization_id, page_id, lane order by lane, min(due_at) limit most $$;

create function directory_due_retries(channel_name text, due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id from delivery
           where state = 'retry' and channel = channel_name and retry_at <= due
           group by organization_id, page_id order by min(retry_at) limit most $$;

create function directory_lost_claims(lost_before timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, claim_no bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, claim_no from claim where lease_until < lost_before order by claim_no limit most $$;

create function directory_node_claims(node text)
    returns table (organization_id public_id, page_id public_id, claim_no bigint)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, claim_no from claim where node_id = node order by claim_no $$;

create function directory_due_direct_messages(due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, direct_message_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from direct_message
           where state = 'waiting' and due_at <= due or state = 'sending' and lease_until < due
           order by due_at limit most $$;

do $$
declare
    f regprocedure;
begin
    for f in select oid::regprocedure from pg_proc where proname like 'directory\_%' and pronamespace = 'public'::regnamespace loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to foghorn_app', f);
        execute format('alter function %s owner to foghorn_directory', f);
    end loop;
end
$$;
revoke create on schema public from foghorn_directory;

grant select (organization_id) on organization to foghorn_directory;
grant select (organization_id, id, hash) on api_key to foghorn_directory;
grant select (organization_id, id, account_id, created_at, deleted_at) on team_member to foghorn_directory;
grant select (organization_id, id, subdomain, domain, page_seq, updated_at, deleted_at) on page to foghorn_directory;
grant select (organization_id, page_id, id, secret_hash) on subscriber to foghorn_directory;
grant select (organization_id, page_id, id, token_hash, state, due_at, lease_until) on direct_message to foghorn_directory;
grant select (organization_id, page_id, consumer, page_seq) on consumer_cursor to foghorn_directory;
grant select (organization_id, page_id, channel, lane, state, due_at) on tranche to foghorn_directory;
grant select (organization_id, page_id, channel, state, retry_at) on delivery to foghorn_directory;
grant select (organization_id, page_id, claim_no, node_id, lease_until) on claim to foghorn_directory;

do $$
declare
    t text;
begin
    foreach t in array array['organization', 'api_key', 'team_member', 'page', 'subscriber', 'direct_message',
        'consumer_cursor', 'tranche', 'delivery', 'claim']
    loop
        execute format('create policy directory on %I for select to foghorn_directory using (true)', t);
    end loop;
end
$$;

-- Postmortems: what a team has learnt from an incident. The draft is the team's alone; the body is what the page shows.

create table postmortem (
    organization_id       public_id not null,
    page_id               public_id not null,
    incident_id           public_id primary key,
    -- Under which the status API tells it as an update of the incident.
    update_id             public_id not null unique,
    -- Opens a preview of the draft to whoever has the link.
    preview_key           text not null check (length(preview_key) >= 22),
    body_draft            text not null check (length(body_draft) <= 65000),
    body_draft_updated_at timestamptz not null,
    -- Who wrote the draft last, and since when: a hundred savings of one hour are one entry of the audit log.
    drafted_by            text not null,
    drafted_since         timestamptz not null,
    body                  text check (length(body) <= 65000),
    body_updated_at       timestamptz,
    published_at          timestamptz,
    notify_subscribers    boolean not null default false,
    notify_twitter        boolean not null default false,
    custom_tweet          text check (length(custom_tweet) <= 280),
    -- Subscribers are told once.
    told_at               timestamptz,
    version               integer not null default 1,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    constraint postmortem_published check (num_nonnulls(body, body_updated_at, published_at) in (0, 3)),
    foreign key (organization_id, page_id, incident_id) references incident (organization_id, page_id, id)
);

-- The text an event named: a later edit does not alter what is still to be told.
create table postmortem_version (
    organization_id public_id not null,
    page_id         public_id not null,
    incident_id     public_id not null,
    version         integer not null,
    body            text not null,
    created_at      timestamptz not null,
    primary key (incident_id, version),
    foreign key (organization_id, page_id, incident_id) references incident (organization_id, page_id, id)
);

-- The team has decided that there is nothing to write.
alter table incident add column postmortem_ignored boolean not null default false;

alter table notification_event add column postmortem_version integer;

grant select, insert, update, delete on postmortem to foghorn_app;
alter table postmortem enable row level security;
alter table postmortem force row level security;
create policy tenant on postmortem to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on postmortem to foghorn_owner using (true) with check (true);

grant select, insert, update, delete on postmortem_version to foghorn_app;
alter table postmortem_version enable row level security;
alter table postmortem_version force row level security;
create policy tenant on postmortem_version to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on postmortem_version to foghorn_owner using (true) with check (true);

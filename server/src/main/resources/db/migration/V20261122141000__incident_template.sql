-- Texts that a team has prepared for what happens again and again.

create table incident_template_group (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    name            text not null check (length(name) between 1 and 255),
    unique (organization_id, page_id, id),
    constraint incident_template_group_name unique (page_id, name),
    foreign key (organization_id, page_id) references page (organization_id, id)
);

create table incident_template (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    group_id        public_id,
    name            text not null check (length(name) between 1 and 255),
    title           text not null check (length(title) between 1 and 255),
    body            text not null check (length(body) <= 25000),
    update_status   text check (update_status in ('investigating', 'identified', 'monitoring', 'resolved', 'scheduled', 'in_progress',
                                                  'verifying', 'completed')),
    should_tweet              boolean not null,
    should_send_notifications boolean not null,
    version         integer not null default 1,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, page_id, id),
    foreign key (organization_id, page_id) references page (organization_id, id),
    foreign key (organization_id, page_id, group_id) references incident_template_group (organization_id, page_id, id)
);
create index incident_template_of_page on incident_template (page_id, name, id);

create table incident_template_component (
    organization_id public_id not null,
    page_id         public_id not null,
    template_id     public_id not null,
    component_id    public_id not null,
    primary key (template_id, component_id),
    foreign key (organization_id, page_id, template_id) references incident_template (organization_id, page_id, id) on delete cascade,
    foreign key (organization_id, page_id, component_id) references component (organization_id, page_id, id)
);

grant select, insert, update, delete on incident_template_group, incident_template, incident_template_component to foghorn_app;
alter table incident_template_group enable row level security;
alter table incident_template_group force row level security;
create policy tenant on incident_template_group to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on incident_template_group to foghorn_owner using (true) with check (true);
alter table incident_template enable row level security;
alter table incident_template force row level security;
create policy tenant on incident_template to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on incident_template to foghorn_owner using (true) with check (true);
alter table incident_template_component enable row level security;
alter table incident_template_component force row level security;
create policy tenant on incident_template_component to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on incident_template_component to foghorn_owner using (true) with check (true);

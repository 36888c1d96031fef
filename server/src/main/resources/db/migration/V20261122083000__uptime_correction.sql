-- For how long a component was down on a day, as its team says; it stands in place of what the history tells.

create table uptime_correction (
    organization_id public_id not null,
    page_id         public_id not null,
    component_id    public_id not null,
    -- In the page's zone.
    day             date not null,
    major_minutes   integer not null check (major_minutes >= 0),
    partial_minutes integer not null check (partial_minutes >= 0),
    reason          text not null check (length(reason) between 1 and 500),
    corrected_at    timestamptz not null,
    primary key (component_id, day),
    foreign key (organization_id, page_id, component_id) references component (organization_id, page_id, id)
);

grant select, insert, update, delete on uptime_correction to foghorn_app;
alter table uptime_correction enable row level security;
alter table uptime_correction force row level security;
create policy tenant on uptime_correction to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on uptime_correction to foghorn_owner using (true) with check (true);

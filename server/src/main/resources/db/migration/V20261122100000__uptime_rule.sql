-- How a page counts outages, once it says so itself.

create table uptime_rule (
    organization_id public_id not null,
    page_id         public_id not null,
    -- What a minute counts, in hundredths.
    major_percent   integer not null check (major_percent between 0 and 100),
    partial_percent integer not null check (partial_percent between 0 and major_percent),
    -- From so many counted minutes on a day has another colour.
    step_1          integer not null check (step_1 >= 1),
    step_2          integer not null check (step_2 > step_1),
    step_3          integer not null check (step_3 > step_2),
    step_4          integer not null check (step_4 > step_3 and step_4 <= 1440),
    -- Percentage of each month that is promised.
    target          numeric(6, 3) check (target between 50 and 100),
    version         integer not null,
    primary key (organization_id, page_id),
    foreign key (organization_id, page_id) references page (organization_id, id)
);

grant select, insert, update, delete on uptime_rule to foghorn_app;
alter table uptime_rule enable row level security;
alter table uptime_rule force row level security;
create policy tenant on uptime_rule to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on uptime_rule to foghorn_owner using (true) with check (true);

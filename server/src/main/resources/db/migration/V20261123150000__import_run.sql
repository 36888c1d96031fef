-- Imports that people begin in the console and watch: a page's last one of each kind, as the node that runs it tells it to all nodes.

create table import_run (
    organization_id public_id not null,
    page_id         public_id not null,
    kind            text not null check (kind in ('public_page', 'subscribers')),
    id              public_id not null,
    -- How far it is and what came of it, in the words of its room (JSON): counts and sources, nobody's address.
    state           text not null,
    -- What its people want of it: that it stops, or that it goes on where it waits to be told.
    asked           text check (asked in ('stop', 'go')),
    begun_at        timestamptz not null,
    -- Its last sign of life, by the database's clock, which is one for all nodes; null once it has ended.
    alive_at        timestamptz,
    primary key (organization_id, page_id, kind),
    unique (organization_id, page_id, id),
    foreign key (organization_id, page_id) references page (organization_id, id)
);

-- What a run could not take, as parts of a CSV table in their order.
create table import_run_part (
    organization_id public_id not null,
    page_id         public_id not null,
    run_id          public_id not null,
    part            integer not null,
    lines           text not null,
    primary key (organization_id, run_id, part),
    foreign key (organization_id, page_id, run_id) references import_run (organization_id, page_id, id) on delete cascade
);

grant select, insert, update, delete on import_run to foghorn_app;
alter table import_run enable row level security;
alter table import_run force row level security;
create policy tenant on import_run to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on import_run to foghorn_owner using (true) with check (true);

grant select, insert, update, delete on import_run_part to foghorn_app;
alter table import_run_part enable row level security;
alter table import_run_part force row level security;
create policy tenant on import_run_part to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on import_run_part to foghorn_owner using (true) with check (true);

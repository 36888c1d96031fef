-- What the things of a page are called where they were imported from: by this a repeated import finds its rows.
create table import_origin (
    organization_id   public_id not null,
    page_id           public_id not null,
    kind              text not null check (kind in ('page', 'component', 'incident', 'incident_update')),
    source_id         text not null check (length(source_id) between 1 and 255),
    our_id            public_id not null,
    -- When it was last changed there, as far as it was taken over.
    source_updated_at timestamptz not null,
    -- The version that the import left; another one means that somebody changed it here since.
    version           integer not null,
    primary key (page_id, kind, source_id),
    unique (page_id, kind, our_id),
    foreign key (organization_id, page_id) references page (organization_id, id)
);

grant select, insert, update, delete on import_origin to foghorn_app;
alter table import_origin enable row level security;
alter table import_origin force row level security;
create policy tenant on import_origin to foghorn_app
    using (organization_id = nullif(current_setting('app.organization', true), ''))
    with check (organization_id = nullif(current_setting('app.organization', true), ''));
create policy migration on import_origin to foghorn_owner using (true) with check (true);

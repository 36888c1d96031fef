-- What is unfinished and of which the team is reminded, each with the time at which it is due next; and the mails that say so.

create table team_reminder (
    organization_id public_id not null,
    page_id         public_id not null,
    kind            text not null check (kind in ('incident', 'maintenance', 'component')),
    subject_id      public_id not null,
    since           timestamptz not null,
    -- Hours after that, such as 3,6,12,24.
    hours           text not null,
    -- Nothing more is said of it without.
    due_at          timestamptz,
    primary key (page_id, kind, subject_id),
    constraint team_reminder_page foreign key (organization_id, page_id) references page (organization_id, id)
);
create index team_reminder_due on team_reminder (due_at) where due_at is not null;

create table team_mail (
    organization_id public_id not null,
    page_id         public_id not null,
    id              public_id primary key,
    account_id      public_id not null,
    kind            text not null check (kind in ('incident', 'maintenance', 'component')),
    subject_id      public_id not null,
    hours           integer not null,
    state           text not null check (state in ('waiting', 'sending', 'sent', 'needless', 'failed')),
    due_at          timestamptz not null,
    attempts        integer not null default 0,
    claim_no        bigint,
    lease_until     timestamptz,
    created_at      timestamptz not null,
    done_at         timestamptz,
    constraint team_mail_page foreign key (organization_id, page_id) references page (organization_id, id)
);
create index team_mail_due on team_mail (due_at) where state in ('waiting', 'sending');
create index team_mail_of_page on team_mail (page_id, created_at);

do $$
declare
    t text;
begin
    foreach t in array array['team_reminder', 'team_mail'] loop
        execute format('grant select, insert, update, delete on %I to foghorn_app', t);
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format($p$create policy tenant on %I to foghorn_app
            using (organization_id = nullif(current_setting('app.organization', true), ''))
            with check (organization_id = nullif(current_setting('app.organization', true), ''))$p$, t);
        execute format('create policy migration on %I to foghorn_owner using (true) with check (true)', t);
        execute format('create policy directory on %I for select to foghorn_directory using (true)', t);
    end loop;
end
$$;

grant create on schema public to foghorn_directory;

-- Pages of whose unfinished work the team is to be reminded.
create function directory_due_reminders(due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id from team_reminder
           where due_at <= due group by organization_id, page_id order by min(due_at) limit most $$;

-- Mails to the team that are due, or whose node was lost.
create function directory_due_team_mails(due timestamptz, most integer)
    returns table (organization_id public_id, page_id public_id, mail_id public_id)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    as $$ select organization_id, page_id, id from team_mail
           where state = 'waiting' and due_at <= due or state = 'sending' and lease_until < clock_timestamp()
           order by due_at limit most $$;

do $$
declare
    f regprocedure;
begin
    foreach f in array array['directory_due_reminders(timestamptz, integer)'::regprocedure,
                             'directory_due_team_mails(timestamptz, integer)'::regprocedure] loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to foghorn_app', f);
        execute format('alter function %s owner to foghorn_directory', f);
    end loop;
end
$$;
revoke create on schema public from foghorn_directory;
grant select (organization_id, page_id, due_at) on team_reminder to foghorn_directory;
grant select (organization_id, page_id, id, state, due_at, lease_until) on team_mail to foghorn_directory;

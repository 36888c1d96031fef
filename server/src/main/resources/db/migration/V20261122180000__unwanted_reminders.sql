-- Of what somebody on the team does not want to be reminded. Who has chosen nothing is reminded of everything that is theirs.
alter table team_member
    add column unwanted_reminders text[] not null default '{}'
        check (unwanted_reminders <@ array['incident', 'maintenance', 'component']);

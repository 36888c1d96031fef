-- One row of every tenant table for one organization; $1 is one digit that tells organizations apart.
insert into account values ('ccc00000000$1', '\x0$1', '\x00', null, now());
insert into organization values ('rg000000000$1', 'Organization $1', now());
insert into organization_key values ('rg000000000$1', '\x00', '\x00');
insert into subject_key values ('rg000000000$1', 'sbj00000000$1', '\x00');
insert into team_member values ('rg000000000$1', 'tm000000000$1', 'ccc00000000$1', 'owner', now());
insert into page (organization_id, id, subdomain, name, tag_host, page_seq, created_at, updated_at)
    values ('rg000000000$1', 'pg000000000$1', 'page-$1', 'Page $1', 'localhost', $1, now(), now());
insert into api_key (organization_id, id, name, hash, scopes, created_at)
    values ('rg000000000$1', 'kky00000000$1', 'Key', '\x0$1', '{}', now());
insert into once_request (organization_id, api_key_id, key_hash, fingerprint, attempt, created_at)
    values ('rg000000000$1', 'kky00000000$1', '\x0$1', '\x0$1', 'ttm00000000$1', now());
insert into invitation (organization_id, id, address, address_hmac, role, grants, token_hash, created_at, expires_at)
    values ('rg000000000$1', 'nvt00000000$1', '\x00', '\x0$1', 'member', '{}', '\x0$1', now(), now());
insert into audit_entry values ('rg000000000$1', 1, now(), 'a', 'b', 'c', '{}', 'r', '\x00', '\x00');
insert into team_member_grant values ('rg000000000$1', 'pg000000000$1', 'tm000000000$1', 'VIEW_PAGE');
insert into outbox values ('rg000000000$1', 'pg000000000$1', $1, 'kind', '{}', now());
insert into consumer_cursor values ('rg000000000$1', 'pg000000000$1', 'consumer-$1', 0);
insert into component (organization_id, page_id, id, is_group, name, status, position, created_at, updated_at)
    values ('rg000000000$1', 'pg000000000$1', 'cm000000000$1', false, 'Component', 'operational', 1, now(), now());
insert into component_status_history values ('rg000000000$1', 'pg000000000$1', 'cm000000000$1', now(), 1, null, 'operational', null);
insert into uptime_rule values ('rg000000000$1', 'pg000000000$1', 100, 30, 1, 20, 40, 60, 99.9, 1);
insert into uptime_correction values ('rg000000000$1', 'pg000000000$1', 'cm000000000$1', '2026-05-04', 0, 0, 'Reason', now());
insert into incident (organization_id, page_id, id, kind, name, status, impact, impact_worst, started_at, created_at, updated_at)
    values ('rg000000000$1', 'pg000000000$1', 'nc000000000$1', 'realtime', 'Incident', 'investigating', 'none', 'none', now(), now(), now());
insert into incident_component values ('rg000000000$1', 'pg000000000$1', 'nc000000000$1', 'cm000000000$1', 'operational');
insert into incident_update (organization_id, page_id, id, incident_id, seq, status, body, deliver_notifications, display_at,
        names_components, created_at, updated_at)
    values ('rg000000000$1', 'pg000000000$1', 'np000000000$1', 'nc000000000$1', 1, 'investigating', 'Body', true, now(), true, now(), now());
insert into incident_update_component
    values ('rg000000000$1', 'pg000000000$1', 'np000000000$1', 'cm000000000$1', 1, 'Component', 'operational', 'operational');
insert into incident_update_version
    values ('rg000000000$1', 'pg000000000$1', 'np000000000$1', 1, 'Incident', 'none', 'investigating', 'Body', null, now(), now());
insert into incident_template_group values ('rg000000000$1', 'pg000000000$1', 'tg000000000$1', 'Group $1');
insert into incident_template (organization_id, page_id, id, group_id, name, title, body, should_tweet, should_send_notifications, created_at, updated_at)
    values ('rg000000000$1', 'pg000000000$1', 'tp000000000$1', 'tg000000000$1', 'Template', 'Title', 'Body', false, true, now(), now());
insert into incident_template_component values ('rg000000000$1', 'pg000000000$1', 'tp000000000$1', 'cm000000000$1');
insert into postmortem (organization_id, page_id, incident_id, update_id, preview_key, body_draft, body_draft_updated_at, drafted_by, drafted_since,
        created_at, updated_at)
    values ('rg000000000$1', 'pg000000000$1', 'nc000000000$1', 'pm000000000$1', 'key-of-twenty-two-chars', 'Draft', now(), 'a', now(), now(), now());
insert into postmortem_version values ('rg000000000$1', 'pg000000000$1', 'nc000000000$1', 1, 'Body', now());
insert into subscriber (organization_id, page_id, id, channel, state, address_hmac, created_at)
    values ('rg000000000$1', 'pg000000000$1', 'sbj00000000$1', 'email', 'active', '\x0$1', now());
insert into subscriber_scope values ('rg000000000$1', 'pg000000000$1', 'scp00000000$1', 'sbj00000000$1', 'cm000000000$1', null);
insert into subscriber_erasure values ('rg000000000$1', 'pg000000000$1', 'email', '\x0$1', now());
insert into direct_message (organization_id, page_id, id, kind, subject_id, token_hash, token_expires_at, state, due_at, created_at)
    values ('rg000000000$1', 'pg000000000$1', 'dm000000000$1', 'confirm_subscription', 'sbj00000000$1', '\x0$1', now(), 'waiting', now(), now());
insert into notification_event (organization_id, page_id, id, page_seq, kind, incident_id, event_at, event_month)
    values ('rg000000000$1', 'pg000000000$1', 'vnt00000000$1', $1, 'kind', 'nc000000000$1', now(), '2026-11-01');
insert into tranche values ('rg000000000$1', 'pg000000000$1', 'trn00000000$1', 'vnt00000000$1', 'email', 1, 'sbj00000000$1', 'sbj00000000$1', 1,
    'waiting', now(), $1);
insert into claim values ('rg000000000$1', 'pg000000000$1', $1, 'vnt00000000$1', 'email', 'node', now());
insert into delivery (organization_id, page_id, event_month, event_id, subscriber_id, channel, state, created_at)
    values ('rg000000000$1', 'pg000000000$1', '2026-11-01', 'vnt00000000$1', 'sbj00000000$1', 'email', 'retry', now()),
           ('rg000000000$1', 'pg000000000$1', '2001-01-01', 'vnt00000000$1', 'sbj00000000$1', 'email', 'retry', now());
insert into delivery_summary values ('rg000000000$1', 'pg000000000$1', 'vnt00000000$1', 'email', 'sent', 1, now(), now());
insert into inbox_message values ('rg000000000$1', 'pg000000000$1', 'mss00000000$1', now(), '\x00');
insert into import_origin values ('rg000000000$1', 'pg000000000$1', 'component', 'theirs-$1', 'cm000000000$1', now(), 1);
insert into team_reminder values ('rg000000000$1', 'pg000000000$1', 'incident', 'nc000000000$1', now(), '3', now());
insert into team_mail (organization_id, page_id, id, account_id, kind, subject_id, hours, state, due_at, created_at)
    values ('rg000000000$1', 'pg000000000$1', 'tml00000000$1', 'ccc00000000$1', 'incident', 'nc000000000$1', 3, 'waiting', now(), now());
insert into import_run values ('rg000000000$1', 'pg000000000$1', 'subscribers', 'rn000000000$1', '{}', null, now(), now());
insert into import_run_part values ('rg000000000$1', 'pg000000000$1', 'rn000000000$1', 0, 'line,column,problem');

-- How the status embed of a page looks on other people's sites. Colours are six hexadecimal digits.

alter table page
    add column embed_position text not null default 'bottom-left'
        check (embed_position in ('bottom-left', 'bottom-right', 'top-left', 'top-right')),
    add column embed_incident_background text not null default 'b42318' check (embed_incident_background ~ '^[0-9a-f]{6}$'),
    add column embed_incident_text text not null default 'ffffff' check (embed_incident_text ~ '^[0-9a-f]{6}$'),
    add column embed_maintenance_background text not null default '1f5fbf' check (embed_maintenance_background ~ '^[0-9a-f]{6}$'),
    add column embed_maintenance_text text not null default 'ffffff' check (embed_maintenance_text ~ '^[0-9a-f]{6}$');

-- Whether the team said that somebody had agreed already, so that they were told at once and not asked.

alter table subscriber add column vouched boolean not null default false;

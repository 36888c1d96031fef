-- Tranches of a page's lane are claimed in the order of events, and of subscribers within one. The event's place in that order stands in
-- each tranche, so that the next ones, and for channels that keep the order the earliest event, are found without reading all that wait.
alter table tranche add column page_seq bigint;
update tranche t set page_seq = e.page_seq from notification_event e where e.id = t.event_id;
alter table tranche alter column page_seq set not null;
drop index tranche_turn;
create index tranche_turn on tranche (page_id, channel, lane, page_seq, from_id) where state = 'waiting';

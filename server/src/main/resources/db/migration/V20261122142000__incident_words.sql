-- What is looked for in incidents: the words of their names, statuses, updates and published postmortems, made when these are written.
-- Punctuation is taken for blanks, so that parts of an address or a file name are words too; no language is supposed.
--
-- There is no index on the words: row-level security lets none be used whose operators are not leakproof, and a search looks through one
-- page at a time, which the keys find.

alter table incident add column words tsvector
    generated always as (to_tsvector('simple', translate(name || ' ' || status, $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$$, repeat(' ', 32))))
    stored;

alter table incident_update add column words tsvector
    generated always as (to_tsvector('simple', translate(body || ' ' || status, $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$$, repeat(' ', 32))))
    stored;

alter table postmortem add column words tsvector
    generated always as (to_tsvector('simple', translate(coalesce(body, ''), $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$$, repeat(' ', 32))))
    stored;

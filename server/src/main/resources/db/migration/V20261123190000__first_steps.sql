-- Whether the team does without the first steps that the console shows of a page that is not in use yet.

alter table page add column first_steps_hidden boolean not null default false;

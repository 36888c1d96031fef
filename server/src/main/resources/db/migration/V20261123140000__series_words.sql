-- The words of a maintenance that comes again, with begin and end still in double braces, where they name them.

alter table incident
    add column recurrence_name text,
    add column recurrence_body text,
    add constraint incident_recurrence_words check (recurrence is not null or num_nonnulls(recurrence_name, recurrence_body) = 0);

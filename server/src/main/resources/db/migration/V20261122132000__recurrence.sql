-- Maintenances that come again: the rule, the time from which it is reckoned, and this one's own place in it.

alter table incident
    add column recurrence      text check (length(recurrence) <= 255),
    add column recurrence_from timestamptz,
    add column recurrence_slot timestamptz,
    add constraint incident_recurrence check (num_nonnulls(recurrence, recurrence_from, recurrence_slot) in (0, 3));

-- How many minutes before its begin subscribers are reminded of a maintenance; one reminder an hour before was all there could be.
alter table incident add column scheduled_reminders integer[] not null default '{}';
update incident set scheduled_reminders = '{60}' where scheduled_remind_prior;
alter table incident drop column scheduled_remind_prior;

-- Days that the home page looks back, with the present one.
alter table page add column recent_days smallint not null default 15 check (recent_days between 7 and 30);

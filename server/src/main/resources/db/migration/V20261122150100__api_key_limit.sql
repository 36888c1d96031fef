-- How many requests a key may make in any minute; without a number as many as the installation allows.

alter table api_key add column per_minute integer check (per_minute between 1 and 1000000);

-- What has arrived stays so, whatever becomes of it when a person sends it again.

alter table delivery
    -- Sent again by hand after it had arrived: when it arrived first, and with what answer.
    add column first_sent_at    timestamptz,
    add column first_code       text,
    -- Attempts before it was sent again by hand.
    add column earlier_attempts smallint;
grant update (first_sent_at, first_code, earlier_attempts) on delivery to foghorn_app;

-- What programs ask of all subscribers of a page: how many there are, and parts of the list.

-- Counts are answered from this index alone. It holds the organization because row-level security asks for it, and it stays small, since
-- its keys are few and each is kept once.
create index subscriber_tally on subscriber (organization_id, page_id, channel, state);
drop index subscriber_state;

-- Parts of the list, by the time of subscribing.
create index subscriber_created on subscriber (page_id, created_at, id);

-- Whom to ask again to confirm, in parts.
create index subscriber_unconfirmed on subscriber (page_id, id) where state = 'unconfirmed' and channel = 'email';

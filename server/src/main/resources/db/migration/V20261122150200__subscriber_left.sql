-- Who has left, the last to leave first: a part of the list is read by this index, wherever it is.

create index subscriber_left on subscriber (page_id, unsubscribed_at, id) where state = 'unsubscribed';

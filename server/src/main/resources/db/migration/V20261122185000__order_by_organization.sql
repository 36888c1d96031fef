-- Whether an organization has anything in the order is asked with every batch, and must not cost more where others have much in it.
drop index delivery_in_order;
create index delivery_in_order on delivery (organization_id, subscriber_id, in_order) where in_order is not null;

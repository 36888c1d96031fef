-- How many deliveries were given up is asked every half minute: few of millions, found without looking at the others.
create index delivery_given_up on delivery (channel) where state in ('failed', 'gone');

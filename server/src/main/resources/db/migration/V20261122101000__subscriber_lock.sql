-- A subscription of an address that several people read: it takes a link mailed to the address to change or end it.

alter table subscriber add column locked_at timestamptz;

alter table direct_message
    drop constraint direct_message_kind_check,
    add constraint direct_message_kind_check check (kind in
        ('confirm_subscription', 'manage_subscription', 'manage_code', 'unlock_subscription', 'webhook_test', 'webhook_quarantined'));

-- Whoever looks after an endpoint hears that its secret was renewed.
alter table direct_message
    drop constraint direct_message_kind_check,
    add constraint direct_message_kind_check check (kind in
        ('confirm_subscription', 'manage_subscription', 'manage_code', 'unlock_subscription', 'webhook_test', 'webhook_quarantined',
         'webhook_rotated'));

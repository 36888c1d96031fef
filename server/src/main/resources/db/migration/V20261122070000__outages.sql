-- A page's outages of the last days are read each time it is published, however long its history is.
create index component_outage on component_status_history (page_id, ended_at)
    where status in ('partial_outage', 'major_outage');

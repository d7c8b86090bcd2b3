-- How long work and its present stage have taken, who cancelled it, and which run of a process does it:
-- after a restart the same number may be another program's.
alter table job add column started_at text;
alter table job add column stage_started_at text;
alter table job add column cancelled_by text;
alter table job add column process_mark text;

-- What a chart or table of a report draws on, for the queries that ask: null where it is no chart, or of more
-- than one. They hold nothing back: what is gone shows as a gap.
alter table report_part add column survey_id integer;
alter table report_part add column wave_id integer;
alter table report_part add column question_id integer;

-- Who changed a part last, for whoever changed it at the same time.
alter table report_part add column changed_by text;
alter table report_part add column changed_at text;

-- Parts that were taken out of a report and can be put back. They go with what they quote or count.
create table removed_part (
  id integer primary key,
  report_id integer not null references report (id) on delete cascade,
  comment_id integer references comment (id) on delete cascade,
  measure_id integer references measure (id) on delete cascade,
  -- The part that it stood after, if that is there still.
  after_id integer,
  removed_at text not null,
  account_name text not null,
  -- The part with its redactions, kept details and events: JSON.
  contents text not null
);
create index removed_part_report on removed_part (report_id);
create index removed_part_comment on removed_part (comment_id);
create index removed_part_measure on removed_part (measure_id);

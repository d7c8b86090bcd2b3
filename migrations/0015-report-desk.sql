-- A report of more than quotes and call-outs: sections, text, charts and tables; what may be printed, and who said so.

-- Counts up with every change of the report or a part, so that two people cannot write over each other.
alter table report add column revision integer not null default 1;

-- `body`: a section's heading, or the Markdown of a text. `source`: JSON, which chart or table. `accepted`: JSON,
-- what the part printed when an author last accepted it.
alter table report_part add column body text;
alter table report_part add column source text;
alter table report_part add column accepted text;
alter table report_part add column revision integer not null default 1;

-- Of a quote: draft, ready, approved or withdrawn; with what was approved, word for word.
alter table report_part add column status text not null default 'draft';
alter table report_part add column approved_extract text;
alter table report_part add column approved_by_id integer references account (id);
alter table report_part add column approved_by text;
alter table report_part add column approved_at text;

-- Why a detail was redacted; `place` counts the redactions of the extract from 0.
create table quote_redaction (
  part_id integer not null references report_part (id) on delete cascade,
  place integer not null,
  mark text not null,
  reason text not null,
  primary key (part_id, place)
) without rowid;

-- Details that could identify somebody and that a person decided to leave, with the reason.
create table quote_kept_detail (
  part_id integer not null references report_part (id) on delete cascade,
  kind text not null,
  detail text not null,
  reason text not null,
  account_name text not null,
  decided_at text not null,
  primary key (part_id, kind, detail)
) without rowid;

-- What happened to a quote: changes of its status, and what people said of it.
create table quote_event (
  id integer primary key,
  part_id integer not null references report_part (id) on delete cascade,
  at text not null,
  account_name text not null,
  status text not null,
  note text
);
create index quote_event_part on quote_event (part_id);

-- How a deployment words whose view a quote is; what is absent is worded as the program comes.
create table attribution_form (
  group_key text primary key,
  singular text not null,
  plural text not null
) without rowid;
create table attribution_pattern (
  id integer primary key check (id = 1),
  pattern text not null
);

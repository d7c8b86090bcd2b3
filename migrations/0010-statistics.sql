-- Whatever is counted of a wave is counted anew once its answers change: each change gives it a new revision.
alter table wave add column revision integer not null default 1;
-- The same for its answers alone: what left before a polarity was changed still tells of the same responses.
alter table wave add column answers_revision integer not null default 1;

create trigger answer_column_added after insert on answer_column begin
  update wave set revision = revision + 1, answers_revision = answers_revision + 1
  where id = (select wave_id from import where id = new.import_id); end;
create trigger answer_column_changed after update on answer_column begin
  update wave set revision = revision + 1, answers_revision = answers_revision + 1
  where id = (select wave_id from import where id = new.import_id); end;
create trigger answer_column_removed after delete on answer_column begin
  update wave set revision = revision + 1, answers_revision = answers_revision + 1
  where id = (select wave_id from import where id = old.import_id); end;
create trigger import_state_changed after update of state on import when old.state <> new.state begin
  update wave set revision = revision + 1, answers_revision = answers_revision + 1
  where id = new.wave_id; end;
create trigger option_added after insert on option begin
  update wave set revision = revision + 1
  where survey_id = (select survey_id from question where id = new.question_id); end;
create trigger option_changed after update on option begin
  update wave set revision = revision + 1
  where survey_id = (select survey_id from question where id = new.question_id); end;
create trigger option_removed after delete on option begin
  update wave set revision = revision + 1
  where survey_id = (select survey_id from question where id = old.question_id); end;
create trigger question_changed after update on question begin
  update wave set revision = revision + 1
  where survey_id = new.survey_id; end;

-- Of whom a question's figures are, where somebody chose it: a condition as JSON, and its words.
alter table question add column base_rule text;
alter table question add column base_words text;

-- How many were invited to a wave: of one respondent group, or of all where group_key is ''.
create table wave_invited (
  wave_id integer not null references wave (id),
  group_key text not null,
  invited integer not null,
  primary key (wave_id, group_key)
);

-- What a measure counts, of whom, in which waves.
alter table measure add column counted text not null default 'options';
alter table measure add column scores text;
alter table measure add column groups_apart integer not null default 0;
alter table measure add column condition text;
alter table measure add column other_wave_ids text not null default '[]';
alter table measure add column base_words text;
alter table measure add column sentence text;

-- Each figure that a measure has had: what it was, of which answers, and why it is another than before.
create table measure_value (
  id integer primary key,
  measure_id integer not null references measure (id),
  recorded_at text not null,
  account_name text not null,
  figure text not null,
  basis text not null,
  reasons text not null
);
create index measure_value_measure on measure_value (measure_id, id);

-- Whether a question of one wave can be compared with an earlier wave's, as a person has said.
create table comparability (
  question_id integer not null references question (id),
  wave_id integer not null references wave (id),
  earlier_wave_id integer not null references wave (id),
  comparable integer not null,
  note text not null,
  account_name text not null,
  decided_at text not null,
  -- What the program had found by then, as a JSON array of sentences: what it finds later is settled anew.
  findings text not null,
  primary key (question_id, wave_id, earlier_wave_id)
);

-- What has left of a wave: each table with the cells that it withheld, so that no later one gives them away.
create table released_table (
  id integer primary key,
  wave_id integer not null references wave (id),
  revision integer not null,
  key text not null,
  contents text not null,
  released_at text not null,
  unique (wave_id, revision, key)
);

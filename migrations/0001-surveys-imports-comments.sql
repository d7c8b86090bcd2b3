-- Surveys and what they ask.
create table survey (
  id integer primary key,
  name text not null unique,
  created_at text not null
);
create table wave (
  id integer primary key,
  survey_id integer not null references survey (id),
  name text not null,
  created_at text not null,
  unique (survey_id, name)
);
create table question (
  id integer primary key,
  survey_id integer not null references survey (id),
  key text not null,
  text text not null,
  kind text not null,
  role text,
  position integer not null,
  base_question_id integer references question (id),
  base_codes text,
  dont_know_in_base integer not null default 1,
  unique (survey_id, key)
);
create table option (
  id integer primary key,
  question_id integer not null references question (id),
  code integer not null,
  label text not null,
  polarity text not null,
  position integer not null,
  unique (question_id, code),
  unique (question_id, label)
);

-- One file taken in; nothing of it counts until its state is 'published'.
create table import (
  id integer primary key,
  wave_id integer not null references wave (id),
  state text not null,
  file_name text not null,
  file_sha256 text not null,
  file_bytes integer not null,
  upload_name text,
  group_key text,
  layout text,
  profile text,
  mapping text,
  mapping_edits text,
  report text,
  response_count integer not null default 0,
  comment_count integer not null default 0,
  created_at text not null,
  published_at text
);
create index import_wave on import (wave_id, state);
create index import_sha256 on import (file_sha256);

-- Answers are columns: one row an import and question (and option, for a multiple choice).
create table answer_column (
  import_id integer not null references import (id),
  question_id integer not null references question (id),
  option_code integer not null default -1,
  encoding text not null,
  cells blob not null,
  primary key (import_id, question_id, option_code)
);
create table response (
  import_id integer not null references import (id),
  position integer not null,
  source_row integer not null,
  platform_id text,
  primary key (import_id, position)
);

-- Comments, and what people and the program say of them.
create table comment (
  id integer primary key,
  import_id integer not null references import (id),
  survey_id integer not null references survey (id),
  wave_id integer not null references wave (id),
  question_id integer not null references question (id),
  position integer not null,
  group_key text,
  text text not null
);
create index comment_import on comment (import_id, position);
create index comment_wave on comment (wave_id, question_id);
create table sentiment (
  comment_id integer primary key references comment (id),
  label text not null,
  probability real not null,
  source text not null,
  evidence text not null
);
create index sentiment_label on sentiment (label);
create table frame (
  id integer primary key,
  name text not null,
  version text not null,
  unique (name, version)
);
create table theme (
  id integer primary key,
  frame_id integer not null references frame (id),
  key text not null,
  name text not null,
  definition text not null,
  position integer not null,
  unique (frame_id, key)
);
create table tag (
  comment_id integer not null references comment (id),
  theme_id integer not null references theme (id),
  source text not null,
  evidence text not null,
  primary key (comment_id, theme_id)
);
create index tag_theme on tag (theme_id);

-- What leaves: measures and reports.
create table measure (
  id integer primary key,
  name text not null unique,
  survey_id integer not null references survey (id),
  wave_id integer not null references wave (id),
  question_id integer not null references question (id),
  option_codes text not null,
  group_keys text not null,
  dont_know_in_base integer not null,
  statement text not null,
  created_at text not null
);
create table report (
  id integer primary key,
  title text not null,
  created_at text not null
);
create table report_part (
  id integer primary key,
  report_id integer not null references report (id),
  position integer not null,
  kind text not null,
  comment_id integer references comment (id),
  extract text,
  measure_id integer references measure (id),
  created_at text not null
);
create index report_part_report on report_part (report_id, position);
create index report_part_comment on report_part (comment_id);

-- Long work, kept so that a closed tab or a restart loses nothing.
create table job (
  id integer primary key,
  kind text not null,
  import_id integer not null references import (id),
  state text not null,
  stage text not null,
  done integer not null default 0,
  total integer not null default 0,
  error text,
  process_id integer not null,
  created_at text not null,
  finished_at text
);
create index job_import on job (import_id);

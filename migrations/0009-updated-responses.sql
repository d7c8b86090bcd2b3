-- A later file of a wave may bring responses that are known: it corrects them where they are. Each of its
-- rows names its response; what stood there before is kept, so that undoing the later import restores it.
create table response_update (
  import_id integer not null references import (id),
  source_row integer not null,
  updated_import_id integer not null references import (id),
  position integer not null,
  changed integer not null,
  primary key (import_id, source_row)
);
create index response_update_response on response_update (updated_import_id, position);
create table answer_change (
  import_id integer not null references import (id),
  updated_import_id integer not null references import (id),
  question_id integer not null references question (id),
  option_code integer not null,
  encoding text,
  positions blob not null,
  before blob not null,
  primary key (import_id, updated_import_id, question_id, option_code)
);
create index answer_change_updated on answer_change (updated_import_id);
create index answer_change_question on answer_change (question_id);
create table comment_change (
  import_id integer not null references import (id),
  comment_id integer not null references comment (id),
  text text,
  group_key text,
  new_text text,
  new_group_key text,
  primary key (import_id, comment_id)
);
create index comment_change_comment on comment_change (comment_id);
alter table import add column same_numbers text;

-- How a file words a question that the survey knows by an earlier wording.
create table question_wording (
  import_id integer not null references import (id),
  question_id integer not null references question (id),
  text text not null,
  primary key (import_id, question_id)
);
create index question_wording_question on question_wording (question_id);

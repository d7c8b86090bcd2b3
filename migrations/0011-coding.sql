-- Code frames as versions: one is in use ('current'), drafts are being edited, the rest are past.
-- The content is the whole frame as JSON; null for a version of before, which came with the program.
alter table frame add column state text not null default 'past';
alter table frame add column origin text not null default 'shipped';
alter table frame add column based_on_id integer references frame (id);
alter table frame add column content text;
alter table frame add column note text;
alter table frame add column created_at text;
alter table frame add column created_by text;
-- Counts the saves of a draft; who saved last, and when.
alter table frame add column revision integer not null default 0;
alter table frame add column changed_at text;
alter table frame add column changed_by text;
-- Themes merged into others, as JSON: the key of each with the key of the one that takes its comments.
alter table frame add column merged text not null default '{}';
alter table frame add column put_to_use_at text;
update frame set state = 'current' where id = (select max(id) from frame);
-- One is in use, and one is edited at a time.
create unique index frame_in_hand on frame (state) where state in ('current', 'draft');
alter table theme add column parent_key text;

-- How sure the model is of a tag of its own; null for rules and people.
alter table tag add column confidence real;
-- How bad the worst clause is: 0 nothing bad to 3 severe; null where nobody has looked yet.
alter table sentiment add column criticality integer;
create index sentiment_criticality on sentiment (criticality);

-- What a person has said of a theme on a comment: by key, so that it outlives every version of a frame.
create table theme_judgement (
  comment_id integer not null references comment (id) on delete cascade,
  theme_key text not null,
  applies integer not null,
  evidence text not null,
  account_id integer,
  account_name text not null,
  judged_at text not null,
  primary key (comment_id, theme_key)
);
create index theme_judgement_theme on theme_judgement (theme_key, applies);

-- Every decision of a person, with before and after (JSON, never a word of the comment); an undone one stays.
create table coding_decision (
  id integer primary key,
  comment_id integer not null references comment (id) on delete cascade,
  kind text not null,
  theme_key text,
  before text not null,
  after text not null,
  -- 1 where the program had found otherwise.
  differs integer not null default 0,
  account_id integer,
  account_name text not null,
  decided_at text not null,
  undone_at text
);
create index coding_decision_comment on coding_decision (comment_id);
create index coding_decision_account on coding_decision (account_id, id);

-- Comments that somebody has looked through whole, so that a queue does not bring them again.
create table reviewed_comment (
  comment_id integer primary key references comment (id) on delete cascade,
  account_id integer,
  account_name text not null,
  reviewed_at text not null
);
create index reviewed_comment_account on reviewed_comment (account_id, reviewed_at);
-- Whose screen a comment is on, so that two people are not given the same; and what somebody has passed over.
create table review_claim (
  comment_id integer not null references comment (id) on delete cascade,
  account_id integer not null,
  is_skipped integer not null,
  until text not null,
  primary key (comment_id, account_id)
);

-- Someone may be at risk: what the program found, and what a person made of it.
create table risk_hit (
  comment_id integer primary key references comment (id) on delete cascade,
  kinds text not null,
  worst integer not null,
  evidence text not null,
  found_at text not null,
  outcome text,
  settled_by text,
  settled_at text
);
create index risk_hit_outcome on risk_hit (outcome, worst);

-- Double coding: a random sample that several people code without seeing each other's codes.
create table coding_round (
  id integer primary key,
  name text not null unique,
  frame_id integer not null references frame (id),
  theme_keys text not null,
  selection text not null,
  seed integer not null,
  state text not null,
  created_by text not null,
  created_at text not null,
  closed_at text
);
create table coding_round_comment (
  round_id integer not null references coding_round (id) on delete cascade,
  comment_id integer not null references comment (id) on delete cascade,
  position integer not null,
  machine text not null,
  primary key (round_id, comment_id)
);
create index coding_round_comment_comment on coding_round_comment (comment_id);
create table coding_round_coder (
  round_id integer not null references coding_round (id) on delete cascade,
  account_id integer not null,
  account_name text not null,
  primary key (round_id, account_id)
);
create table round_coding (
  round_id integer not null references coding_round (id) on delete cascade,
  comment_id integer not null references comment (id) on delete cascade,
  account_id integer not null,
  theme_keys text not null,
  sentiment text,
  saved_at text not null,
  primary key (round_id, comment_id, account_id)
);
create index round_coding_comment on round_coding (comment_id);
create table gold_coding (
  comment_id integer primary key references comment (id) on delete cascade,
  round_id integer not null references coding_round (id) on delete cascade,
  theme_keys text not null,
  sentiment text,
  settled_by text not null,
  settled_at text not null
);

-- Models learned from confirmed tags; at most one is on.
create table theme_model (
  id integer primary key,
  frame_id integer not null references frame (id),
  state text not null,
  report text not null,
  weights blob not null,
  created_by text not null,
  created_at text not null
);
create unique index theme_model_on on theme_model (state) where state = 'on';

-- The version of the frame that the comments of an import are coded by; null where it is to be done again.
alter table import add column coded_by integer references frame (id);
update import set coded_by = (select id from frame where state = 'current') where state = 'published';

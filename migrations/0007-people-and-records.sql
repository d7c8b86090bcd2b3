-- Who may do what.
create table account (
  id integer primary key,
  name text not null unique,
  full_name text not null,
  roles text not null,
  password_hash text,
  must_change_password integer not null default 0,
  oidc_subject text unique,
  disabled_at text,
  created_at text not null,
  signed_in_at text
);
create table team (
  id integer primary key,
  name text not null unique
);
create table team_member (
  team_id integer not null references team (id) on delete cascade,
  account_id integer not null references account (id),
  primary key (team_id, account_id)
);
alter table survey add column restricted integer not null default 0;
create table survey_access (
  id integer primary key,
  survey_id integer not null references survey (id) on delete cascade,
  account_id integer references account (id),
  team_id integer references team (id) on delete cascade,
  unique (survey_id, account_id),
  unique (survey_id, team_id)
);

-- Neither a session's id nor a token is kept, only its SHA-256: a copy of the file lets nobody in.
create table session (
  id_hash text primary key,
  account_id integer references account (id),
  content text not null,
  address text not null,
  browser text not null,
  created_at text not null,
  seen_at text not null,
  expires_at text not null
);
create index session_account on session (account_id);
create table api_token (
  id integer primary key,
  account_id integer not null references account (id),
  name text not null,
  token_hash text not null unique,
  scopes text not null,
  created_at text not null,
  expires_at text not null,
  used_at text,
  revoked_at text
);
create index api_token_account on api_token (account_id);

-- Append-only, each row with the hash of the one before; autoincrement remembers the last number
-- given, so that rows cut off at the end are missed too.
create table audit (
  id integer primary key autoincrement,
  at text not null,
  account_id integer,
  account_name text not null,
  address text not null,
  action text not null,
  subject_kind text not null,
  subject_id integer,
  subject_name text not null,
  before text,
  after text,
  previous_hash text not null,
  hash text not null
);
-- "insert or replace" would pass the trigger for deletes by.
create trigger audit_no_replace before insert on audit when exists (select 1 from audit where id >= new.id) begin select raise(abort, 'the audit is append-only'); end;
create trigger audit_no_update before update on audit begin select raise(abort, 'the audit is append-only'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit is append-only'); end;
alter table job add column actor text;

-- A comment that says someone may be at risk: shown only to those who may see it.
create table comment_flag (
  comment_id integer primary key references comment (id) on delete cascade,
  account_name text not null,
  reason text not null,
  created_at text not null
);

-- The life of records.
alter table wave add column retain_until text;
alter table wave add column purged_at text;
alter table import add column upload_key text;
-- Files of before lie in the uploads folder in clear, and papers show what stood in cells: an upload that
-- is not imported yet has to be sent again, and the papers of the others lose every example. The names of
-- the files stay until the next start of the server has removed them.
update import set state = 'failed' where state in ('reading', 'mapping', 'checking', 'checked', 'importing');
update import set profile = null, mapping_edits = null;
update import set report = null where state = 'failed';
update import set mapping = null where state <> 'published';
update import set report = json_set(report, '$.problems', json((
    select json_group_array(json_set(problem.value, '$.value', '')) from json_each(report, '$.problems') as problem
  ))) where report is not null;
alter table measure add column kept_figure text;
alter table measure add column kept_at text;
alter table report_part add column fallen_at text;

-- Selections of comments that somebody keeps by a name: what their address says, and nothing of a comment.
create table saved_search (
  id integer primary key,
  name text not null,
  note text not null,
  -- What follows the question mark of its address.
  parameters text not null,
  is_shared integer not null,
  -- Null for somebody who has no account, such as whoever runs commands in a shell.
  owner_id integer references account (id),
  owner_name text not null,
  created_at text not null
);

-- The newest comment that there was when somebody last opened a saved search.
create table saved_search_look (
  saved_search_id integer not null references saved_search (id) on delete cascade,
  account_id integer not null references account (id),
  last_comment_id integer not null,
  looked_at text not null,
  primary key (saved_search_id, account_id)
) without rowid;

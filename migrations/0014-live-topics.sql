-- Saved searches that go on tagging: each import's comments that they find get a theme.
create table live_topic (
  saved_search_id integer primary key references saved_search (id),
  theme_key text not null,
  started_by text not null,
  started_at text not null
);

-- The tags that a topic gave, so that they can be taken away again: none where a rule or a person had given one.
create table topic_tag (
  saved_search_id integer not null references live_topic (saved_search_id) on delete cascade,
  comment_id integer not null references comment (id) on delete cascade,
  primary key (saved_search_id, comment_id)
) without rowid;
create index topic_tag_comment on topic_tag (comment_id);

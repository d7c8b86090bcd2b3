-- The text lives once, in comment; the index refers to it.
create virtual table comment_index using fts5(
  text,
  content='comment',
  content_rowid='id',
  tokenize='porter unicode61 remove_diacritics 2',
  prefix='3'
);
create virtual table comment_word using fts5vocab('comment_index', 'row');

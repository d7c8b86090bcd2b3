-- The text lives once, in comment; the indexes refer to it: one of word stems, one of words as they
-- were typed. A quoted phrase must not find other endings, and a prefix of a stem is not a prefix of
-- the word ("communication" is indexed as "commun").
create virtual table comment_index using fts5(
  text,
  content='comment',
  content_rowid='id',
  tokenize='porter unicode61 remove_diacritics 2'
);
create virtual table comment_exact using fts5(
  text,
  content='comment',
  content_rowid='id',
  tokenize='unicode61 remove_diacritics 2'
);
create virtual table comment_spelling using fts5vocab('comment_exact', 'row');

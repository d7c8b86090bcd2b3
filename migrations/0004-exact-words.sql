-- Words as they were typed, beside the stems: a quoted phrase must not find other endings, and a
-- prefix of a stem is not a prefix of the word ("communication" is indexed as "commun").
create virtual table comment_exact using fts5(
  text,
  content='comment',
  content_rowid='id',
  tokenize='unicode61 remove_diacritics 2'
);
insert into comment_exact (comment_exact) values ('rebuild');
-- The vocabulary for spelling suggestions: words, no longer stems.
drop table comment_word;
create virtual table comment_spelling using fts5vocab('comment_exact', 'row');

-- How long a comment is: runs of characters between white space. Worked out as it is read, so that no
-- writer can forget it; most texts have single spaces alone, which takes a microsecond.
alter table comment add column words integer generated always as (
  case
    when text = '' then 0
    when instr(text, '  ') + instr(text, char(10)) + instr(text, char(13)) + instr(text, char(9)) = 0
      then length(trim(text)) - length(replace(text, ' ', '')) + 1
    else length(replace(replace(replace(
  replace(replace(replace(trim(text, ' ' || char(9, 10, 13)), char(10), ' '), char(13), ' '), char(9), ' '),
  ' ', ' ' || char(1)), char(1) || ' ', ''), char(1), '')) - length(replace(replace(replace(replace(
  replace(replace(replace(trim(text, ' ' || char(9, 10, 13)), char(10), ' '), char(13), ' '), char(9), ' '),
  ' ', ' ' || char(1)), char(1) || ' ', ''), char(1), ''), ' ', '')) + 1
  end
) virtual;

-- Comments of published imports whose coding, flag, text or answers have changed, so that the columns
-- which searching keeps in memory are brought up to date: only the newest rows are kept.
create table comment_touched (
  id integer primary key autoincrement,
  comment_id integer not null
);
create trigger tag_added after insert on tag when (select i.state from comment c join import i on i.id = c.import_id where c.id = new.comment_id) = 'published' begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger tag_changed after update on tag begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger tag_removed after delete on tag when (select i.state from comment c join import i on i.id = c.import_id where c.id = old.comment_id) = 'published' begin insert into comment_touched (comment_id) values (old.comment_id); end;
create trigger sentiment_added after insert on sentiment when (select i.state from comment c join import i on i.id = c.import_id where c.id = new.comment_id) = 'published' begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger sentiment_changed after update on sentiment begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger sentiment_removed after delete on sentiment when (select i.state from comment c join import i on i.id = c.import_id where c.id = old.comment_id) = 'published' begin insert into comment_touched (comment_id) values (old.comment_id); end;
create trigger flag_added after insert on comment_flag begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger flag_changed after update on comment_flag begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger flag_removed after delete on comment_flag begin insert into comment_touched (comment_id) values (old.comment_id); end;
create trigger comment_added after insert on comment when (select state from import where id = new.import_id) = 'published' begin insert into comment_touched (comment_id) values (new.id); end;
create trigger comment_changed after update on comment begin insert into comment_touched (comment_id) values (new.id); end;
create trigger comment_removed after delete on comment when (select state from import where id = old.import_id) = 'published' begin insert into comment_touched (comment_id) values (old.id); end;
create trigger comment_reviewed after insert on reviewed_comment begin insert into comment_touched (comment_id) values (new.comment_id); end;
create trigger review_withdrawn after delete on reviewed_comment begin insert into comment_touched (comment_id) values (old.comment_id); end;
-- Another number stands for more than a comment: minus an import's for all of it, 0 for everything.
create trigger answers_changed after update on answer_column when (select state from import where id = new.import_id) = 'published' begin insert into comment_touched (comment_id) values (-new.import_id); end;
create trigger answers_added after insert on answer_column when (select state from import where id = new.import_id) = 'published' begin insert into comment_touched (comment_id) values (-new.import_id); end;
create trigger answers_removed after delete on answer_column when (select state from import where id = old.import_id) = 'published' begin insert into comment_touched (comment_id) values (-old.import_id); end;
create trigger option_renamed after update of label on option begin insert into comment_touched (comment_id) values (0); end;
create trigger question_recast after update of role on question begin insert into comment_touched (comment_id) values (0); end;
create trigger theme_recast after update on theme begin insert into comment_touched (comment_id) values (0); end;

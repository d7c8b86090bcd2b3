-- Who wrote which words of a quote: whoever wrote any of them cannot approve it. `extract` is null where
-- what stood there then is not known.
create table quote_version (
  id integer primary key,
  part_id integer not null references report_part (id) on delete cascade,
  at text not null,
  account_id integer references account (id),
  account_name text not null,
  extract text
);
create index quote_version_part on quote_version (part_id);

-- Quotes written before: the audit knows who added and changed them, the quote itself what was written last.
insert into quote_version (part_id, at, account_id, account_name, extract)
select part.id, entry.at, account.id, entry.account_name,
  case when entry.id = max(entry.id) over (partition by part.id) then part.extract end
from report_part part
join audit entry on entry.subject_kind = 'report' and entry.subject_id = part.report_id
  and entry.action in ('quote_added', 'quote_changed')
  and json_extract(entry.after, '$.comment') = part.comment_id
left join account on account.id = entry.account_id
where part.extract is not null
order by entry.id;

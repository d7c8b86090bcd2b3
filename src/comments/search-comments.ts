import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { viewFrom } from '../surveys/attribution.js';
import { answerNames } from './answer-name-queries.js';
import { choices, everything, type ChoiceKey, type Choices } from './comment-filter.js';
import {
  countBeyond,
  listComments,
  themesOf,
  type CommentTheme,
  type FoundComment,
} from './comment-queries.js';
import { helpWithNothing } from './empty-help.js';
import { facetNames } from './facet-name-queries.js';
import { countFacets } from './facet-queries.js';
import { facetValues } from './facet-values.js';
import { countComments } from './filter-queries.js';
import { isGuarded } from './few-people-queries.js';
import { flagWords } from './flag-words.js';
import { matchedSpans, segmentText } from './mark-text.js';
import { edgeText, pageEdge, type PageEdge } from './page-edge.js';
import { parseSpans } from './parse-spans.js';
import { handOn } from './search-address.js';
import { readSelection, selectionAddress, type Selection } from './selection.js';

const commentsPerPage = 25;

interface CommentPage {
  comments: FoundComment[];
  /** The place of the first of them in the whole list, from 1. */
  first: number;
  next: string | null;
  previous: string | null;
}

/** One page by keyset: no deeper page is slower, and none skips or repeats a comment. */
async function readPage(
  db: Db,
  selection: Selection,
  edge: PageEdge | undefined,
  total: number,
): Promise<CommentPage> {
  const { filter, order } = selection;
  const limit = commentsPerPage;
  const comments = await listComments(db, filter, order, { edge, limit });
  // An edge kept from before comments were removed may have nothing beyond it.
  if (edge && comments.length === 0) return readPage(db, selection, undefined, total);
  const beyond = edge ? await countBeyond(db, filter, edge, order) : total;
  const first = edge?.side === 'before' ? beyond - comments.length + 1 : total - beyond + 1;
  const [top, bottom] = [comments[0], comments[comments.length - 1]];
  const at = (side: PageEdge['side'], comment: FoundComment) =>
    selectionAddress(selection, { [side]: edgeText(comment, order) });
  return {
    comments,
    first,
    next: bottom && first + comments.length <= total ? at('after', bottom) : null,
    previous: top && first > 1 ? at('before', top) : null,
  };
}

function describeComment(
  comment: FoundComment,
  themes: readonly CommentTheme[],
  selection: Selection,
) {
  const { filter, showEvidence } = selection;
  const search = selectionAddress(selection);
  const {
    id,
    text,
    groupKey: group,
    survey,
    wave,
    question,
    sentiment,
    probability,
    flag,
    waiting,
  } = comment;
  const evidence = showEvidence ? themes.flatMap((theme) => parseSpans(theme.evidence, text)) : [];
  return {
    id,
    text,
    attribution: viewFrom(group, survey),
    survey,
    wave,
    group,
    question,
    sentiment,
    probability,
    flag: flag === null ? null : flagWords(flag),
    mayTellOfRisk: waiting !== null && may(filter.viewer, 'flagged_comments'),
    themes: themes.map(({ key, name }) => ({ key, name })),
    segments: segmentText(text, matchedSpans(text, filter.search), evidence),
    // Both know the search, so that who follows them finds back to it.
    href: handOn(`/comments/${id}`, search),
    quote: handOn(`/reports/quotes/new?comment=${id}`, search),
  };
}

const without = (chosen: Choices, facet: ChoiceKey, value: string): Choices => ({
  ...chosen,
  [facet]: chosen[facet].filter((other) => other !== value),
});

type ChoiceNames = Record<ChoiceKey, ReadonlyMap<string, string>>;

/** What narrows the list, each with the address that takes it off. */
function activeFilters(selection: Selection, names: ChoiceNames) {
  const { typed, filter } = selection;
  const searched = { facet: 'Search', name: typed, href: selectionAddress(selection, { q: '' }) };
  const chosen = choices.flatMap(({ key, name: facet }) =>
    filter.chosen[key].map((value) => ({
      facet,
      name: names[key].get(value) ?? value,
      href: selectionAddress(selection, { chosen: without(filter.chosen, key, value) }),
    })),
  );
  return filter.search ? [searched, ...chosen] : chosen;
}

/** What there is only with words to match: the other orders, and the lines that they stand in. */
function wordPages(selection: Selection) {
  if (!selection.filter.search?.all.length) return { orders: null, lines: null };
  return {
    orders: {
      best: selectionAddress(selection, { order: '' }),
      newest: selectionAddress(selection, { order: 'newest' }),
    },
    lines: selectionAddress(selection, {}, '/comments/lines'),
  };
}

/** Everything the list of comments shows for an address. */
export async function searchComments(
  db: Db,
  viewer: Sight,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const { typed, advice, filter, order, showEvidence } = selection;
  const names = await facetNames(db, viewer);
  const answered = await answerNames(db, viewer, filter.chosen.answered);
  const { total, counts } = await countFacets(db, filter);
  const page = await readPage(db, selection, pageEdge(parameters), total);
  const themes = await themesOf(
    db,
    page.comments.map(({ id }) => id),
  );
  const visible = total > 0 ? total : await countComments(db, everything(viewer));
  return {
    query: typed,
    advice,
    total,
    first: page.first,
    comments: page.comments.map((comment) =>
      describeComment(comment, themes.get(comment.id) ?? [], selection),
    ),
    facets: facetValues(names, counts, filter.chosen, isGuarded(filter)),
    active: activeFilters(selection, { ...names, answered }),
    answered: filter.chosen.answered,
    order,
    ...wordPages(selection),
    showEvidence,
    evidenceHref: selectionAddress(selection, { evidence: showEvidence ? '' : 'on' }),
    next: page.next,
    previous: page.previous,
    download: selectionAddress(selection, {}, '/comments.csv'),
    words: selectionAddress(selection, {}, '/comments/words'),
    noneImported: visible === 0,
    withheld: filter.withheld ? rulesOf(db).leastCell : null,
    help:
      total === 0 && !filter.withheld && visible > 0 ? await helpWithNothing(db, selection) : null,
  };
}

import type { Db } from '../db/schema.js';
import { rulesOf } from '../disclosure-rules.js';
import { may } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { viewFrom, type AttributionForms } from '../surveys/attribution.js';
import { answerNames } from './answer-name-queries.js';
import {
  choices,
  everything,
  facets as facetKinds,
  type ChoiceKey,
  type Choices,
} from './comment-filter.js';
import {
  describeComments,
  themesOf,
  type CommentTheme,
  type FoundComment,
} from './comment-queries.js';
import { helpWithNothing, otherSpellings } from './empty-help.js';
import { facetNames } from './facet-name-queries.js';
import { facetValues } from './facet-values.js';
import { searchEngine, type SelectedComments } from './engine/search-engine.js';
import { hidesCounts } from './few-people.js';
import { flagWords } from './flag-words.js';
import { matchedSpans, segmentText } from './mark-text.js';
import { edgeText, orders, pageEdge, type Order, type PageEdge } from './page-edge.js';
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
  selected: SelectedComments,
): Promise<CommentPage> {
  const { filter, order, seed } = selection;
  const by = { order, seed, edge, limit: commentsPerPage };
  const { page, beyond } = await searchEngine(db).page(filter, selected, by);
  // An edge kept from before comments were removed may have nothing beyond it.
  if (edge && page.length === 0) return readPage(db, selection, undefined, selected);
  const comments = await describeComments(db, page);
  const { total } = selected;
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
  { selection, forms }: { selection: Selection; forms: AttributionForms },
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
    attribution: viewFrom(forms, group, survey),
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
    flagHref: handOn(`/comments/${id}/flag`, search),
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
      name: value.startsWith('-')
        ? `not ${names[key].get(value.slice(1)) ?? value.slice(1)}`
        : (names[key].get(value) ?? value),
      href: selectionAddress(selection, { chosen: without(filter.chosen, key, value) }),
    })),
  );
  return filter.search ? [searched, ...chosen] : chosen;
}

const orderNames: Record<Order, string> = {
  best: 'best match',
  newest: 'newest import',
  representative: 'most representative',
  critical: 'most critical',
  random: 'at random',
};

/** The orders that a list can be put in, as links; the best match only with words to match. */
function orderLinks(selection: Selection, searches: boolean) {
  return orders
    .filter((order) => order !== 'best' || searches)
    .map((order) => ({
      name: orderNames[order],
      current: order === selection.order,
      href: selectionAddress(selection, {
        order: order === (searches ? 'best' : 'newest') ? '' : order,
        seed: order === 'random' ? String(selection.seed) : '',
      }),
    }));
}

/** What the form of the search hands on besides the boxes that are ticked. */
function keptFields({ filter, order, seed, showEvidence }: Selection, usual: Order) {
  return [
    ...filter.chosen.also.map((key) => ['also', key]),
    ...filter.chosen.answered.map((choice) => ['answered', choice]),
    ...(order === usual ? [] : [['order', order]]),
    ...(order === 'random' ? [['seed', String(seed)]] : []),
    ...(showEvidence ? [['evidence', 'on']] : []),
  ];
}

/** Where nothing is listed: whether there is anything at all, and what to do about it. */
async function whyNothing(
  db: Db,
  selection: Selection,
  { found, visible }: { found: number; visible: number },
) {
  const { filter } = selection;
  const helps = found === 0 && !filter.withheld && visible > 0;
  return {
    noneImported: visible === 0,
    withheld: filter.withheld ? rulesOf(db).leastCell : null,
    otherSpellings: filter.withheld ? [] : await otherSpellings(db, selection, found),
    help: helps ? await helpWithNothing(db, selection) : null,
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
  const selected = await searchEngine(db).select(filter);
  const { total, counts, unfinished } = selected;
  const all = await searchEngine(db).select(everything(viewer));
  const page = await readPage(db, selection, pageEdge(parameters), selected);
  const themes = await themesOf(
    db,
    page.comments.map(({ id }) => id),
  );
  const forms = await attributionForms(db);
  const searches = (filter.search?.all.length ?? 0) > 0;
  return {
    query: typed,
    advice,
    total,
    unfinished,
    first: page.first,
    comments: page.comments.map((comment) =>
      describeComment(comment, themes.get(comment.id) ?? [], { selection, forms }),
    ),
    facets: facetValues({
      names,
      counts,
      known: all.counts,
      chosen: filter.chosen,
      hides: hidesCounts(filter),
    }),
    active: activeFilters(selection, { ...names, also: names.theme, answered }),
    order,
    seed: selection.seed,
    orders: orderLinks(selection, searches),
    kept: keptFields(selection, searches ? 'best' : 'newest'),
    lines: searches ? selectionAddress(selection, {}, '/comments/lines') : null,
    facetKinds,
    filterNames: choices.map(({ key }) => key).filter((key) => key !== 'also'),
    answerHref: selectionAddress(selection, {}, '/comments/answers'),
    showEvidence,
    evidenceHref: selectionAddress(selection, { evidence: showEvidence ? '' : 'on' }),
    next: page.next,
    previous: page.previous,
    download: selectionAddress(selection, {}, '/comments/download'),
    words: selectionAddress(selection, {}, '/comments/words'),
    save: handOn('/searches/new', selectionAddress(selection)),
    grid: selectionAddress(selection, {}, '/comments/grid'),
    compare: selectionAddress(selection, {}, '/comments/compare'),
    matrix: selectionAddress(selection, {}, '/comments/matrix'),
    candidates: selectionAddress(selection, {}, '/reports/candidates'),
    ...(await whyNothing(db, selection, { found: total, visible: all.total })),
  };
}

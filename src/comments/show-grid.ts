import type { Db } from '../db/schema.js';
import { parseText } from '../http/parse.js';
import { rulesOf } from '../disclosure-rules.js';
import type { Viewer } from '../people/permissions.js';
import { attributionForms } from '../surveys/attribution-queries.js';
import { viewFrom } from '../surveys/attribution.js';
import { answersInWords } from './answer-words.js';
import { chosenNames } from './chosen-names.js';
import { describeComments, themesOf } from './comment-queries.js';
import { eachItsOwn, pageOf, type KeyOf, type ListedComment } from './engine/order-comments.js';
import type { SelectedComments } from './engine/search-engine.js';
import { facetNames } from './facet-name-queries.js';
import { flagWords } from './flag-words.js';
import { gridSortText, type GridSort } from './grid-order.js';
import { labelsOf, type GridQuestion } from './grid-queries.js';
import { pageEdge, type PageEdge } from './page-edge.js';
import { mostColumns, readGrid } from './read-grid.js';
import { cellsOfComments } from './response-queries.js';
import { handOn } from './search-address.js';
import { selectionAddress, type Selection } from './selection.js';

const commentsPerPage = 50;

/** What each of these comments' writers answered to each question, in words: by comment, then question. */
async function answersOf(db: Db, ids: readonly number[], questionIds: readonly number[]) {
  const labels = await labelsOf(db, questionIds);
  const cells = new Map<string, Awaited<ReturnType<typeof cellsOfComments>>>();
  for (const cell of await cellsOfComments(db, ids, questionIds)) {
    const place = `${cell.commentId}:${cell.questionId}`;
    cells.set(place, [...(cells.get(place) ?? []), cell]);
  }
  return (id: number, questionId: number) => {
    const [own] = answersInWords(cells.get(`${id}:${questionId}`) ?? [], labels);
    return { words: own?.answers.join('; ') ?? '', missing: own?.missing ?? true };
  };
}

/** Addresses of the grid: the selection's own parameters with columns, order and place. */
function gridAddress(selection: Selection, columnIds: readonly number[], sort: GridSort) {
  const base = new URL(selectionAddress(selection, {}, '/comments/grid'), 'http://grid.invalid');
  for (const id of columnIds) base.searchParams.append('column', String(id));
  return (
    change: { sort?: GridSort; after?: string; before?: string } = {},
    path = base.pathname,
  ) => {
    const { searchParams: pairs } = new URL(base);
    const text = gridSortText(change.sort ?? sort);
    if (text !== '-id') pairs.set('sort', text);
    if (change.after) pairs.set('after', change.after);
    if (change.before) pairs.set('before', change.before);
    return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
  };
}

/** The rows that an address leads to; the first page where its edge has nothing beyond it any more. */
function readRows(selected: SelectedComments, keyOf: KeyOf, edge: PageEdge | undefined) {
  const { page, beyond } = pageOf(selected.ids, eachItsOwn(keyOf), edge, commentsPerPage);
  if (edge && page.length === 0) return readRows(selected, keyOf, undefined);
  const first = edge?.side === 'before' ? beyond - page.length + 1 : selected.total - beyond + 1;
  const edgeOf = (one: ListedComment | undefined) => (one ? `${one.rank},${one.id}` : '');
  return {
    page,
    first,
    before: first > 1 ? edgeOf(page[0]) : '',
    after: first + page.length <= selected.total ? edgeOf(page[page.length - 1]) : '',
  };
}

/** The rows as they are shown, with the answers to these questions. */
async function describeRows(
  db: Db,
  page: readonly ListedComment[],
  questionIds: readonly number[],
  /** Where a comment leads back to. */
  here: string,
) {
  const ids = page.map(({ id }) => id);
  const themes = await themesOf(db, ids);
  const answerOf = await answersOf(db, ids, questionIds);
  const forms = await attributionForms(db);
  return (await describeComments(db, page)).map((comment) => ({
    id: comment.id,
    text: comment.text,
    attribution: viewFrom(forms, comment.groupKey, comment.survey),
    wave: comment.wave,
    question: comment.question,
    sentiment: comment.sentiment,
    flag: comment.flag === null ? null : flagWords(comment.flag),
    themes: (themes.get(comment.id) ?? []).map(({ name }) => name),
    answers: questionIds.map((id) => answerOf(comment.id, id)),
    href: handOn(`/comments/${comment.id}`, here),
  }));
}

/** The heads of the columns, each a link that puts the grid in its order, and the other way round next. */
function columnHeads(
  columns: readonly GridQuestion[],
  sort: GridSort,
  addressOf: (sort: GridSort) => string,
) {
  const heads = [
    { by: 'id' as const, text: 'Number' },
    ...columns.map(({ id, text }) => ({ by: id, text })),
  ];
  return heads.map(({ by, text }) => {
    const isSorted = by === sort.by;
    const direction = sort.down ? 'descending' : 'ascending';
    return {
      by,
      text,
      sorted: isSorted ? direction : 'none',
      href: addressOf({ by, down: isSorted && !sort.down }),
    };
  });
}

/** A selection as a table: a comment a row, with what its writer answered. */
export async function showGrid(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const grid = await readGrid(db, viewer, parameters);
  const { selection, selected, questions, columns, chosenIds, tooMany, sort, keyOf } = grid;
  const { filter } = selection;
  const { page, first, before, after } = readRows(selected, keyOf, pageEdge(parameters));
  const address = gridAddress(selection, chosenIds, sort);
  const search = selectionAddress(selection);
  const questionIds = columns.map(({ id }) => id);
  const place = { after: parseText(parameters['after']), before: parseText(parameters['before']) };
  const here = address(place);
  return {
    selection: chosenNames(selection, await facetNames(db, viewer)),
    advice: selection.advice,
    search,
    /** The selection's own parameters, which the form of the columns hands on. */
    kept: [...new URL(search, 'http://grid.invalid').searchParams],
    downloads: {
      xlsx: address({}, '/comments/grid.xlsx'),
      csv: address({}, '/comments/grid.csv'),
    },
    total: selected.total,
    unfinished: selected.unfinished,
    withheld: filter.withheld ? rulesOf(db).leastCell : null,
    first,
    sort: gridSortText(sort),
    columns: columnHeads(columns, sort, (other) => address({ sort: other })),
    questions: questions.map((one) => ({ ...one, shown: questionIds.includes(one.id) })),
    mostColumns,
    tooMany,
    comments: await describeRows(db, page, questionIds, here),
    next: after === '' ? null : address({ after }),
    previous: before === '' ? null : address({ before }),
  };
}

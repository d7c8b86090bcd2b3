import type { Db } from '../db/schema.js';
import { parseIds, parseText } from '../http/parse.js';
import type { Viewer } from '../people/permissions.js';
import { searchEngine, type SelectedComments } from './engine/search-engine.js';
import { gridKeys, parseGridSort } from './grid-order.js';
import { gridQuestions, type GridQuestion } from './grid-queries.js';
import { readSelection } from './selection.js';

/** Columns shown where none were chosen. */
const usualColumns = 4;
export const mostColumns = 12;

function importsOf({ marks, mark }: SelectedComments, imports: Uint32Array): number[] {
  const found = new Set<number>();
  for (let id = 1; id < marks.length; id += 1) {
    if (marks[id] === mark) found.add(imports[id] ?? 0);
  }
  return [...found];
}

/** The first questions of the survey that most of the comments are from. */
function usualQuestions(questions: readonly GridQuestion[], { counts }: SelectedComments) {
  const bySurvey = new Map(
    counts.filter(({ facet }) => facet === 'survey').map(({ value, count }) => [value, count]),
  );
  const commentsOf = ({ surveyId }: GridQuestion) => bySurvey.get(String(surveyId)) ?? 0;
  const most = Math.max(0, ...questions.map(commentsOf));
  const first = questions.find((one) => commentsOf(one) === most);
  return questions.filter(({ surveyId }) => surveyId === first?.surveyId).slice(0, usualColumns);
}

/** The columns that an address asks for, or the usual ones; and an order by one of them, or by number. */
function chooseColumns(
  questions: readonly GridQuestion[],
  selected: SelectedComments,
  parameters: Readonly<Record<string, unknown>>,
) {
  const asked = parseIds(parameters['column']);
  const known = questions.filter(({ id }) => asked.includes(id));
  const chosen = known.slice(0, mostColumns);
  const columns = chosen.length > 0 ? chosen : usualQuestions(questions, selected);
  const wanted = parseGridSort(parseText(parameters['sort']));
  const isThere = wanted.by === 'id' || columns.some(({ id }) => id === wanted.by);
  return {
    columns,
    chosenIds: chosen.map(({ id }) => id),
    tooMany: known.length > mostColumns,
    sort: isThere ? wanted : parseGridSort(''),
  };
}

/** What an address selects for a grid: its comments, what may be columns and which are, and its order. */
export async function readGrid(
  db: Db,
  viewer: Viewer,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const engine = searchEngine(db);
  const selected = await engine.select(selection.filter);
  const importIds = importsOf(selected, engine.columns.imports);
  const questions = await gridQuestions(db, importIds);
  const chosen = chooseColumns(questions, selected, parameters);
  const keyOf = await gridKeys(db, engine.columns, chosen.sort, importIds);
  return { selection, selected, questions, ...chosen, keyOf };
}

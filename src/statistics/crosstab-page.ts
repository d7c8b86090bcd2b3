import { answerNames } from '../comments/answer-name-queries.js';
import { rulesOf } from '../disclosure-rules.js';
import type { Db } from '../db/schema.js';
import type { FieldFault } from '../errors.js';
import { may, type Viewer } from '../people/permissions.js';
import type { Sight } from '../people/sight.js';
import { answerChoiceText } from '../surveys/answer-choice.js';
import type { findWave } from '../surveys/survey-queries.js';
import { showingTo, type Showing } from './breakdown-queries.js';
import type { Breakdown } from './breakdown.js';
import { usualChart } from './charts/question-chart.js';
import { crosstabAddress, type CrosstabAddress } from './crosstab-address.js';
import { answerLists, crosstabFaults, exampleOf, tabulated, unlisted } from './crosstab-choices.js';
import { cutMatrix } from './crosstab-matrix.js';
import { drawTable } from './crosstab-table.js';
import { crosstabOf, type Crosstab } from './crosstab.js';
import { askedQuestions } from './rate-queries.js';
import type { AskedQuestion } from './rates.js';
import { countsNote } from './withhold.js';

/** Of a long table those rows and columns are shown first that have most people. */
const mostShown = 30;
const everything = Number.MAX_SAFE_INTEGER;

type Wave = Awaited<ReturnType<typeof findWave>>;

const optionsOf = (questions: readonly AskedQuestion[]) =>
  [
    { group: 'Questions', own: questions.filter(({ kind }) => kind !== 'attribute') },
    { group: 'Who answered', own: questions.filter(({ kind }) => kind === 'attribute') },
  ].map(({ group, own }) => ({
    group,
    options: own.map(({ id, text }) => ({ value: String(id), text })),
  }));

interface Chosen {
  wave: Wave;
  address: CrosstabAddress;
  questions: readonly AskedQuestion[];
}

/** What can be chosen, and what an address chose. */
async function formOf(db: Db, viewer: Sight, { wave, address, questions }: Chosen) {
  const lists = answerLists(questions);
  const names = await answerNames(db, viewer, address.where.map(answerChoiceText));
  const example = exampleOf(questions);
  return {
    wave,
    address,
    choices: optionsOf(tabulated(questions)),
    answerLists: lists,
    unlisted: unlisted(address.where, lists),
    where: address.where.map((choice) => {
      const others = address.where.filter((other) => other !== choice);
      const value = answerChoiceText(choice);
      return {
        value,
        name: names.get(value) ?? value,
        href: crosstabAddress(wave.id, { ...address, where: others }),
      };
    }),
    example: example && {
      rows: example.rows.text,
      columns: example.columns.text,
      href: crosstabAddress(wave.id, {
        ...address,
        rowsId: example.rows.id,
        columnsId: example.columns.id,
        where: [],
        sort: null,
      }),
    },
  };
}

function tableOf(viewer: Sight, address: CrosstabAddress, crosstab: Crosstab) {
  const { breakdown, matrix, test } = crosstab;
  const shown = cutMatrix(matrix, address.whole ? everything : mostShown, address.byBase);
  const { percent, where } = address;
  const table = drawTable({
    breakdown,
    matrix: shown,
    address,
    where,
    mayRead: may(viewer, 'read_comments'),
  });
  const [rows, columns] =
    percent === 'row' ? [breakdown.by, breakdown.question] : [breakdown.question, breakdown.by];
  const answers = (headings: readonly { kind: string }[]) =>
    headings.filter(({ kind }) => kind === 'answer').length;
  return {
    ...table,
    rows: rows?.text ?? '',
    columnsText: columns?.text ?? '',
    baseWords: breakdown.baseWords,
    test,
    marked: shown.cells.some((row) => row.some(({ mark }) => mark !== null)),
    overlapping: breakdown.by?.kind === 'multiple',
    several: breakdown.question.kind === 'multiple',
    cut: [
      { shown: answers(shown.lines), of: answers(matrix.lines), what: breakdown.question.text },
      { shown: answers(shown.parts), of: answers(matrix.parts), what: breakdown.by?.text ?? '' },
    ].filter(({ shown: few, of }) => few < of),
  };
}

/** The chart of the same table; null where it is narrowed, as charts know no conditions. */
function chartOf(db: Db, viewer: Viewer, { waveId, question, by }: Breakdown, showing: Showing) {
  const place = { waveId, questionId: question.id, byId: by?.id ?? null };
  return usualChart(db, viewer, place, showing);
}

export interface CrosstabPage {
  faults: FieldFault[];
  title: string;
  model: Record<string, unknown>;
}

/** Everything that the page of a wave's cross-tabulation shows for an address. */
export async function crosstabPage(
  db: Db,
  viewer: Viewer,
  wave: Wave,
  address: CrosstabAddress,
): Promise<CrosstabPage> {
  const questions = await askedQuestions(db, wave.id);
  const faults = crosstabFaults(address, questions);
  const form = await formOf(db, viewer, { wave, address, questions });
  const { rowsId, columnsId, percent, where } = address;
  const showing = showingTo(viewer, address.showing);
  const title = 'Cross-tabulate';
  if (faults.length > 0 || rowsId === undefined || columnsId === undefined) {
    return { faults, title, model: { ...form, showing, table: null } };
  }
  const spec = { waveId: wave.id, rowsId, columnsId, percent, where };
  const crosstab = await crosstabOf(db, viewer, spec, showing);
  const table = tableOf(viewer, address, crosstab);
  const to = (change: Partial<CrosstabAddress>, ending?: string) =>
    crosstabAddress(wave.id, { ...address, ...change }, ending);
  return {
    faults,
    title: `“${table.rows}” by “${table.columnsText}”`,
    model: {
      ...form,
      showing,
      note: countsNote(showing, rulesOf(db)),
      table,
      chart: where.length > 0 ? null : await chartOf(db, viewer, crosstab.breakdown, showing),
      links: {
        swap: to({ rowsId: columnsId, columnsId: rowsId, sort: null }),
        percents: Object.fromEntries(
          (['column', 'row', 'count'] as const).map((one) => [
            one,
            to({ percent: one, sort: null }),
          ]),
        ),
        whole: to({ whole: !address.whole }),
        byBase: to({ byBase: !address.byBase }),
        unsorted: to({ sort: null }),
        otherShowing: to({ showing: showing === 'internal' ? 'publication' : undefined }),
        download: to({ showing: undefined }, '.csv'),
      },
    },
  };
}

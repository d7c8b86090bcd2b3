import type { Db } from '../../db/schema.js';
import { fileNameOf } from '../../http/file-name.js';
import type { Sight } from '../../people/sight.js';
import type { Heading, MatrixCell } from '../crosstab-matrix.js';
import { crosstabOf, type Crosstab, type CrosstabSpec } from '../crosstab.js';
import type { FigureDocument } from './figure-document.js';
import { allRespondents, interval, partName } from './figure-parts.js';
import { linesAbove } from './framed-workbook.js';
import { waveFrame, type WaveAsked } from './rates-export.js';
import { shownPercentage, type Shown } from './shorthand.js';
import {
  baseRow,
  countRow,
  shareRow,
  tidyHeadings,
  type Place,
  type TidyRow,
} from './tidy-rows.js';
import type { Cell, Sheet } from './workbook.js';

/** The base of each part. */
const basesOf = ({ lines, cells }: Crosstab['matrix']) =>
  cells[lines.findIndex(({ kind }) => kind === 'base')] ?? [];

const percentageOf = (line: Heading, cell: MatrixCell, base: MatrixCell | undefined): Shown =>
  line.inBase ? shownPercentage(cell.percentage, cell.count, base?.count ?? 0) : '[z]';

const nameOf = ({ breakdown }: Crosstab, part: Heading) =>
  part.kind === 'everybody' ? allRespondents : partName(breakdown.by, part.label);

function sheetOf(
  crosstab: Crosstab,
  of: { title: string; where: string; isInternal: boolean },
): Sheet {
  const { breakdown, matrix, test } = crosstab;
  const bases = basesOf(matrix);
  return {
    name: 'Table 1',
    title: of.title,
    lines: linesAbove(of.isInternal, [
      `Base of all respondents: ${breakdown.baseWords}.`,
      of.where,
      test,
      breakdown.overlapping ? 'One response can be in several of the columns.' : '',
    ]),
    table: {
      name: 'Cross_tabulation',
      columns: [
        { heading: 'Answer', kind: 'text', width: 60 },
        { heading: 'Note', kind: 'text', width: 20 },
        ...matrix.parts.flatMap((part) => [
          { heading: `${nameOf(crosstab, part)}: responses`, kind: 'figure' as const },
          { heading: `${nameOf(crosstab, part)}: percentage of base`, kind: 'figure' as const },
        ]),
      ],
      rows: matrix.lines.map((line, at) => [
        line.label,
        line.note ?? 'None',
        ...matrix.parts.flatMap((_, across): Cell[] => {
          const cell = matrix.cells[at]?.[across];
          return cell ? [cell.count, percentageOf(line, cell, bases[across])] : ['[x]', '[x]'];
        }),
      ]),
    },
  };
}

const markWords = {
  higher: 'Higher than that of all others together',
  lower: 'Lower than that of all others together',
};

/** The figures of one part, its base first. */
function partRows(crosstab: Crosstab, across: number, of: Place, baseNote: string): TidyRow[] {
  const { matrix, breakdown } = crosstab;
  const base = basesOf(matrix)[across];
  const { invited } = [...breakdown.parts, breakdown.all][across] ?? {};
  const rows = matrix.lines.flatMap((line, at): TidyRow[] => {
    const cell = matrix.cells[at]?.[across];
    if (!cell || line.kind === 'base') return [];
    const place = { ...of, answer: line.label, countsAs: line.note ?? '' };
    const counted = countRow(place, cell.count);
    const percentage = percentageOf(line, cell, base);
    if (!base || percentage === '[z]') return [counted];
    const limits = interval(cell.count, {
      base: base.count,
      ...(invited === undefined ? {} : { invited }),
    });
    const note = cell.mark && markWords[cell.mark];
    const share = { count: cell.count, base: base.count, percentage, ...limits, note };
    return [counted, shareRow(place, share)];
  });
  return base ? [baseRow(of, base.count, baseNote), ...rows] : rows;
}

/** Everybody first, as in the other files. */
function rowsOf(crosstab: Crosstab, { wave }: WaveAsked, where: string): TidyRow[] {
  const { breakdown, matrix, test } = crosstab;
  const said = [`${breakdown.baseWords}.`, where, test].filter((part) => part !== '').join(' ');
  const places = matrix.parts.map((part, across) => ({ part, across }));
  const inOrder = [
    ...places.filter(({ part }) => part.kind === 'everybody'),
    ...places.filter(({ part }) => part.kind !== 'everybody'),
  ];
  return inOrder.flatMap(({ part, across }) => {
    const isAll = part.kind === 'everybody';
    const place = {
      survey: wave.surveyName,
      wave: wave.name,
      question: breakdown.question.text,
      breakdown: isAll ? '' : (breakdown.by?.text ?? ''),
      category: nameOf(crosstab, part),
      answer: '',
      countsAs: '',
    };
    return partRows(crosstab, across, place, isAll ? said : '');
  });
}

/**
 * A cross-tabulation as its page has it, every row and column. `where` says in words of whom, or ''.
 * @throws ViewfinderError `not_found`.
 */
export async function crosstabDocument(
  db: Db,
  viewer: Sight,
  asked: WaveAsked,
  { spec, where }: { spec: CrosstabSpec; where: string },
): Promise<FigureDocument> {
  const { isInternal, wave } = asked;
  const crosstab = await crosstabOf(db, viewer, spec, isInternal ? 'internal' : 'publication');
  const { question, by } = crosstab.breakdown;
  const title = `“${question.text}” by “${by?.text ?? ''}”`;
  const frame = await waveFrame(db, asked, `${wave.surveyName}, ${wave.name}: ${title}`);
  return {
    fileName: fileNameOf(frame.title, `crosstab-wave-${wave.id}`),
    frame: where === '' ? frame : { ...frame, source: `${frame.source} ${where}` },
    sheets: [sheetOf(crosstab, { title, where, isInternal })],
    headings: tidyHeadings,
    rows: rowsOf(crosstab, asked, where),
  };
}

import type { Db } from '../../db/schema.js';
import { fileNameOf } from '../../http/file-name.js';
import type { Sight } from '../../people/sight.js';
import type { Heading, MatrixCell } from '../crosstab-matrix.js';
import { crosstabOf, type Crosstab, type CrosstabSpec } from '../crosstab.js';
import type { FigureDocument, FigureRow } from './figure-document.js';
import { linesAbove } from './framed-workbook.js';
import { waveFrame, type WaveAsked } from './rates-export.js';
import { extremeNote, shownPercentage, type Shown } from './shorthand.js';
import type { Cell, Sheet } from './workbook.js';

const headings = {
  survey: 'Survey',
  wave: 'Wave',
  question: 'Question',
  breakdown: 'Breakdown',
  category: 'Category',
  answer: 'Answer',
  responses: 'Responses',
  responsesShorthand: 'Shorthand of responses',
  percentage: 'Percentage of base',
  percentageShorthand: 'Shorthand of percentage',
  base: 'Base',
  note: 'Note',
};

/** The base of each part. */
const basesOf = ({ lines, cells }: Crosstab['matrix']) =>
  cells[lines.findIndex(({ kind }) => kind === 'base')] ?? [];

const percentageOf = (line: Heading, cell: MatrixCell, base: MatrixCell | undefined): Shown =>
  line.inBase ? shownPercentage(cell.percentage, cell.count, base?.count ?? 0) : '[z]';

function sheetOf(
  { breakdown, matrix, test }: Crosstab,
  of: { title: string; where: string; isInternal: boolean },
): Sheet {
  const bases = basesOf(matrix);
  return {
    name: 'Table 1',
    title: of.title,
    lines: linesAbove(of.isInternal, [
      `Base of everybody: ${breakdown.baseWords}.`,
      of.where,
      test,
      breakdown.overlapping ? 'One response can be in several of the columns.' : '',
    ]),
    table: {
      name: 'Cross_tabulation',
      columns: [
        { heading: 'Answer', kind: 'text', width: 60 },
        { heading: 'Note', kind: 'text', width: 20 },
        ...matrix.parts.flatMap(({ label }) => [
          { heading: `${label}: responses`, kind: 'figure' as const },
          { heading: `${label}: percentage of base`, kind: 'figure' as const },
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

const valueAndMark = (shown: Shown) =>
  typeof shown === 'number' ? ([shown, ''] as const) : ([null, shown] as const);

function rowsOf({ breakdown, matrix }: Crosstab, { wave }: WaveAsked): FigureRow[] {
  const bases = basesOf(matrix);
  return matrix.lines.flatMap((line, at) =>
    matrix.parts.flatMap((part, across): FigureRow[] => {
      const cell = matrix.cells[at]?.[across];
      if (!cell) return [];
      const base = bases[across]?.count ?? 0;
      const [responses, responsesShorthand] = valueAndMark(cell.count);
      const [percentage, percentageShorthand] = valueAndMark(
        percentageOf(line, cell, bases[across]),
      );
      return [
        {
          survey: wave.surveyName,
          wave: wave.name,
          question: breakdown.question.text,
          breakdown: breakdown.by?.text ?? '',
          category: part.label,
          answer: line.label,
          responses,
          responsesShorthand,
          percentage,
          percentageShorthand,
          base: line.inBase && typeof base === 'number' ? base : null,
          note: line.inBase ? extremeNote(cell.count, base) : '',
        },
      ];
    }),
  );
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
    headings,
    rows: rowsOf(crosstab, asked),
  };
}

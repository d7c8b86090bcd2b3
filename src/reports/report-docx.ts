import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { formatDate, formatNumber } from '../http/formats.js';
import { docxStyles } from './docx-styles.js';
import type { ReportModel, ReportPart, Source } from './report-model.js';

/** XML 1.0 has no place for these characters at all, and Word refuses a file that holds one. */
const notInXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const plain = (text: string) => text.replace(notInXml, '');

const styled = (style: string, text: string) => new Paragraph({ style, text: plain(text) });

function partParagraphs(part: ReportPart): Paragraph[] {
  if (part.kind === 'gap') return [];
  return part.kind === 'quote'
    ? [styled('Quote', part.extract), styled('QuoteAttribution', part.attribution)]
    : [styled('CallOut', part.sentence), styled('CallOutBase', part.base ?? part.withheld ?? '')];
}

const allParagraphs = (parts: readonly ReportPart[]): Paragraph[] =>
  parts.flatMap((part, i) => {
    const neighbours = part.kind === 'call_out' && parts[i - 1]?.kind === 'call_out';
    return [...(neighbours ? [styled('BetweenCallOuts', '')] : []), ...partParagraphs(part)];
  });

const columns: readonly [heading: string, width: number, cell: (source: Source) => string][] = [
  ['Survey', 40, ({ survey }) => survey],
  ['Wave', 15, ({ wave }) => wave],
  ['Responses received', 17, ({ responses }) => formatNumber(responses)],
  ['Quotes', 13, ({ quotes }) => formatNumber(quotes)],
  ['Call-outs', 15, ({ callOuts }) => formatNumber(callOuts)],
];

/** Text to the left in the first two columns, numbers to the right in the others. */
function sourceRow(texts: readonly string[], heading: boolean): TableRow {
  const cells = texts.map((text, i) => {
    const alignment = i < 2 ? AlignmentType.LEFT : AlignmentType.RIGHT;
    const run = new TextRun({ text: plain(text), bold: heading });
    return new TableCell({
      width: { size: columns[i]?.[1] ?? 0, type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [new Paragraph({ alignment, spacing: { after: 0 }, children: [run] })],
    });
  });
  return new TableRow({ children: cells, tableHeader: heading, cantSplit: true });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'B1B4B6' };
const none = { style: BorderStyle.NONE };

const aboutFigures = ({ sources, notes }: ReportModel) => [
  new Paragraph({ heading: HeadingLevel.HEADING_1, text: 'About these figures' }),
  styled('Caption', 'Surveys that the quotes and figures come from'),
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: {
      top: none,
      left: none,
      right: none,
      insideVertical: none,
      bottom: line,
      insideHorizontal: line,
    },
    rows: [
      sourceRow(
        columns.map(([heading]) => heading),
        true,
      ),
      ...sources.map((source) =>
        sourceRow(
          columns.map(([, , cell]) => cell(source)),
          false,
        ),
      ),
    ],
  }),
  ...notes.map(
    (note, i) => new Paragraph({ text: plain(note), spacing: i === 0 ? { before: 240 } : {} }),
  ),
];

const pageNumbers = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      children: [
        new TextRun({ size: 18, children: ['Page ', PageNumber.CURRENT, ' of '] }),
        new TextRun({ size: 18, children: [PageNumber.TOTAL_PAGES] }),
      ],
    }),
  ],
});

/** The report as a Word file. `at` is the ISO instant that its figures were counted at. */
export function reportDocx(report: ReportModel, at: string): Promise<Buffer> {
  const title = plain(report.title);
  const document = new Document({
    title,
    creator: 'Viewfinder',
    lastModifiedBy: 'Viewfinder',
    description: `Figures counted and quotes checked on ${formatDate(at)}`,
    styles: docxStyles,
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 } } },
        footers: { default: pageNumbers },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
          styled('Subtitle', `Figures counted and quotes checked on ${formatDate(at)}`),
          ...allParagraphs(report.parts),
          ...aboutFigures(report),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

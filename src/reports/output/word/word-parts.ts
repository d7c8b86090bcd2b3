import {
  Bookmark,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  Paragraph,
  RelativeHorizontalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
} from 'docx';
import { plain, styled } from '../../../documents/docx-parts.js';
import { chartPng } from '../../../statistics/charts/chart-png.js';
import { drawChart } from '../../../statistics/charts/draw-chart.js';
import type {
  NumberedTable,
  PrintedCallOut,
  PrintedFigure,
  PrintedHeading,
  PrintedPart,
  PrintedQuote,
} from '../publication.js';
import { caption, printedTable, textWidthOfPage } from './word-tables.js';
import { textBlocks, type ListCount } from './word-text.js';

/** Pixels that a chart is drawn at, and that the width of the text is on the page. */
const drawnWidth = 640;
/** What leaves room for its caption and notes on the page. */
const mostHeight = 760;
const pageWidth = Math.floor((textWidthOfPage / 20) * (96 / 72));

export const headingParagraph = ({ text, anchor }: PrintedHeading) =>
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    children: [new Bookmark({ id: anchor, children: [new TextRun(plain(text))] })],
  });

const pulledWidth = 4200;
const noLine = { style: BorderStyle.NONE };
const noLines = {
  ...{ top: noLine, bottom: noLine, left: noLine, right: noLine },
  ...{ insideHorizontal: noLine, insideVertical: noLine },
};

/** A table of one cell floats in Word and in LibreOffice, which forgets the frames of paragraphs. */
const pulledQuote = (side: PrintedQuote['side'], children: Paragraph[]) =>
  new Table({
    width: { size: pulledWidth, type: WidthType.DXA },
    columnWidths: [pulledWidth],
    borders: noLines,
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.TEXT,
      relativeHorizontalPosition:
        side === 'left' ? RelativeHorizontalPosition.LEFT : RelativeHorizontalPosition.RIGHT,
      absoluteVerticalPosition: 80,
      topFromText: 60,
      bottomFromText: 120,
      leftFromText: side === 'left' ? 0 : 280,
      rightFromText: side === 'left' ? 280 : 0,
    },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: pulledWidth, type: WidthType.DXA },
            margins: { top: 0, bottom: 0, left: 0, right: 0 },
            children,
          }),
        ],
      }),
    ],
  });

const inset = 2100;
const indentAt = (side: PrintedQuote['side']) => ({
  indent: side === 'left' ? { left: 0, right: inset } : { left: inset, right: 0 },
});

function quoteBlocks({ words, by, side, isPulled }: PrintedQuote): FileChild[] {
  const place = isPulled ? {} : indentAt(side);
  const paragraphs = [
    new Paragraph({ style: 'Quote', text: plain(`“${words}”`), ...place }),
    new Paragraph({ style: 'QuoteAttribution', text: plain(by), ...place }),
  ];
  return isPulled ? [pulledQuote(side, paragraphs)] : paragraphs;
}

const callOutParagraphs = ({ figure, sentence, base }: PrintedCallOut): Paragraph[] => [
  ...(figure === null ? [] : [styled('CallOutFigure', figure)]),
  styled('CallOut', sentence),
  styled('CallOutBase', base),
];

async function figureParagraphs({ number, chart, alt }: PrintedFigure): Promise<Paragraph[]> {
  const svg = drawChart(chart, drawnWidth, { isBare: true });
  const drawnHeight = Number(/<svg[^>]* height="([\d.]+)"/.exec(svg)?.[1] ?? 0);
  const scale = Math.min(pageWidth / drawnWidth, mostHeight / drawnHeight);
  const image = new ImageRun({
    type: 'png',
    data: await chartPng(svg),
    transformation: {
      width: Math.round(drawnWidth * scale),
      height: Math.round(drawnHeight * scale),
    },
    altText: { name: `Figure ${number}`, title: plain(chart.title), description: plain(alt) },
  });
  return [
    caption('Figure', number, chart.title),
    ...(chart.subtitle === '' ? [] : [styled('FigureSubtitle', chart.subtitle)]),
    new Paragraph({ style: 'Figure', children: [image] }),
    ...notesOf({ source: chart.source, notes: chart.notes }),
  ];
}

const notesOf = ({ source, notes }: Pick<NumberedTable, 'source' | 'notes'>): Paragraph[] =>
  [source, ...notes]
    .filter((note) => note !== '')
    .map((note, at, all) => styled(at === all.length - 1 ? 'LastNote' : 'Note', note));

export const tableBlocks = (table: NumberedTable): FileChild[] => [
  caption('Table', table.number, table.caption),
  printedTable(table),
  ...notesOf(table),
  styled('AfterTable', ''),
];

/** A part as Word's paragraphs and tables. */
async function partBlocks(
  part: PrintedPart,
  count: ListCount,
  before: PrintedPart | undefined,
): Promise<FileChild[]> {
  switch (part.kind) {
    case 'heading':
      return [headingParagraph(part)];
    case 'prose':
      return textBlocks(part.tokens, count, before?.kind === 'quote' && before.isPulled);
    case 'quote':
      return quoteBlocks(part);
    case 'call_out':
      return callOutParagraphs(part);
    case 'figure':
      return figureParagraphs(part);
    case 'table':
      return tableBlocks(part);
  }
}

const boxed = new Set<PrintedPart['kind']>(['call_out', 'quote']);

/** Every part in its order; neighbouring boxes are parted, or Word draws them as one. */
export async function partsInWord(
  parts: readonly PrintedPart[],
  count: ListCount,
): Promise<FileChild[]> {
  const blocks: FileChild[] = [];
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (before && boxed.has(before.kind) && boxed.has(part.kind)) {
      blocks.push(styled('BetweenBoxes', ''));
    }
    blocks.push(...(await partBlocks(part, count, before)));
  }
  return blocks;
}

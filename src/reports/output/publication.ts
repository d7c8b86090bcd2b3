import type { Token } from 'markdown-it';
import type { Chart } from '../../statistics/charts/chart.js';
import type { CallOut } from '../call-out.js';
import { chartTable } from '../chart-table.js';
import { table, type AppendixBlock, type AppendixSection, type PrintedTable } from './appendix.js';
import { noFootnotes, parseMarkdown, type Footnote, type Footnotes } from '../markdown.js';

/** On every page of what is not for publication. */
export const draftWords = 'Draft: not for publication';

/** The parts of a report as far as they are printed; what else its page shows of them is not. */
export type PartToPrint =
  | { kind: 'section'; id: number; heading: string }
  | { kind: 'text'; id: number; markdown: string }
  | { kind: 'quote'; id: number; extract: string; attribution: string }
  | ({ kind: 'call_out'; id: number } & Pick<CallOut, 'sentence' | 'base' | 'withheld'>)
  | { kind: 'chart'; id: number; chart: Chart; alt: string }
  | {
      kind: 'table';
      id: number;
      caption: string;
      columns: readonly string[];
      rows: readonly (readonly string[])[];
      notes: readonly string[];
      source: string;
    }
  | { kind: 'gap'; id: number };

export interface PrintedHeading {
  kind: 'heading';
  text: string;
  anchor: string;
}

export interface PrintedQuote {
  kind: 'quote';
  words: string;
  by: string;
  side: 'left' | 'right';
  /** Whether text is there to flow round it. */
  isPulled: boolean;
}

export interface PrintedCallOut {
  kind: 'call_out';
  /** The figure alone, to stand large: "51%", "[c]"; null where there are several or none. */
  figure: string | null;
  sentence: string;
  base: string;
}

export interface PrintedFigure {
  kind: 'figure';
  /** "Figure 1" counts through the report. */
  number: number;
  chart: Chart;
  alt: string;
  /** The table behind it. */
  table: PrintedTable;
}

export interface NumberedTable extends PrintedTable {
  number: number;
  source: string;
  notes: readonly string[];
}

export type PrintedPart =
  | PrintedHeading
  | { kind: 'prose'; tokens: Token[] }
  | PrintedQuote
  | PrintedCallOut
  | PrintedFigure
  | NumberedTable;

/** A section of the appendix; its tables count on from those of the report. */
export interface PrintedSection {
  heading: string;
  blocks: (Exclude<AppendixBlock, PrintedTable> | NumberedTable)[];
}

/** A report laid out for print: numbered, quotes at their sides, the appendix written. */
export interface Publication {
  title: string;
  /** ISO instant at which its figures were counted and its quotes checked. */
  at: string;
  isDraft: boolean;
  parts: PrintedPart[];
  /** Headings to list before it begins; none where there are too few to need a list. */
  contents: PrintedHeading[];
  footnotes: Footnote[];
  methodology: PrintedSection[];
}

// A quote of its usual width takes about as much room beside it.
const roomForQuote = 250;

/** "51%", "1,186", "48% to 61%", or what stands for one. */
const numeral = /^(?:[−-]?[\d.,]+%?(?: to [−-]?[\d.,]+%?)?|\[\w\]|–|)$/;

/** A column is of numbers where every cell is one; the first heads its row. */
export const printTable = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): PrintedTable =>
  table(
    caption,
    columns.map((name, at) => {
      const isOfNumbers = at > 0 && rows.every((row) => numeral.test(row[at] ?? ''));
      return isOfNumbers ? `${name}#` : name;
    }),
    rows.map((row) => [...row]),
  );

/** The one figure of a sentence. */
export function figureIn(sentence: string): string | null {
  const found = sentence.match(/\d+(?:\.\d+)?%|\[[cx]\]/g) ?? [];
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What parts share as they are printed one after the other: `numbers` counts on. */
interface Printing {
  footnotes: Footnotes;
  numbers: { figures: number; tables: number; quotes: number };
}

type PartOf<K extends PartToPrint['kind']> = Extract<PartToPrint, { kind: K }>;

function printQuote(
  { extract, attribution }: PartOf<'quote'>,
  { numbers }: Printing,
  next: PartToPrint | undefined,
): PrintedQuote {
  numbers.quotes += 1;
  const side = numbers.quotes % 2 === 1 ? 'right' : 'left';
  const isPulled = next?.kind === 'text' && next.markdown.length >= roomForQuote;
  return { kind: 'quote', words: extract, by: attribution, side, isPulled };
}

const printCallOut = ({ sentence, base, withheld }: PartOf<'call_out'>): PrintedCallOut => ({
  ...{ kind: 'call_out', figure: figureIn(sentence), sentence },
  base: base ?? withheld ?? '',
});

function printFigure({ chart, alt }: PartOf<'chart'>, { numbers }: Printing): PrintedFigure {
  numbers.figures += 1;
  const number = numbers.figures;
  const { columns, rows } = chartTable(chart);
  const behind = printTable(`Data behind Figure ${number}: ${chart.title}`, columns, rows);
  return { kind: 'figure', number, chart, alt, table: behind };
}

function printNumbered(part: PartOf<'table'>, { numbers }: Printing): NumberedTable {
  numbers.tables += 1;
  const { caption, columns, rows, source, notes } = part;
  return { ...printTable(caption, columns, rows), number: numbers.tables, source, notes };
}

type Printer<K extends PartToPrint['kind']> = (
  part: PartOf<K>,
  printing: Printing,
  next: PartToPrint | undefined,
) => PrintedPart | null;

const printers: { [K in PartToPrint['kind']]: Printer<K> } = {
  section: ({ id, heading }) => ({ kind: 'heading', text: heading, anchor: `section-${id}` }),
  text: (part, { footnotes }) => ({
    kind: 'prose',
    tokens: parseMarkdown(part.markdown, footnotes),
  }),
  quote: printQuote,
  call_out: printCallOut,
  chart: printFigure,
  table: printNumbered,
  gap: () => null,
};

const printPart = <K extends PartToPrint['kind']>(
  part: PartOf<K>,
  printing: Printing,
  next: PartToPrint | undefined,
) => printers[part.kind](part, printing, next);

export const appendixHeading: PrintedHeading = {
  kind: 'heading',
  text: 'About these figures',
  anchor: 'about',
};

const numberSection = (
  { heading, blocks }: AppendixSection,
  { numbers }: Printing,
): PrintedSection => ({
  heading,
  blocks: blocks.map((block) => {
    if (block.kind !== 'table') return block;
    numbers.tables += 1;
    return { ...block, number: numbers.tables, source: '', notes: [] };
  }),
});

/** Lays a report out for print. */
export function publish(
  { title, parts }: { title: string; parts: readonly PartToPrint[] },
  methodology: AppendixSection[],
  { at, isDraft }: Pick<Publication, 'at' | 'isDraft'>,
): Publication {
  const printing = { footnotes: noFootnotes(), numbers: { figures: 0, tables: 0, quotes: 0 } };
  const printed = parts.flatMap((part, i) => printPart(part, printing, parts[i + 1]) ?? []);
  const headings = printed.filter((part) => part.kind === 'heading');
  return {
    ...{ title, at, isDraft, parts: printed },
    methodology: methodology.map((section) => numberSection(section, printing)),
    contents: headings.length > 2 ? [...headings, appendixHeading] : [],
    footnotes: printing.footnotes.notes,
  };
}

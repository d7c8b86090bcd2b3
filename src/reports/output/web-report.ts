import type { Token } from 'markdown-it';
import type { Chart } from '../../statistics/charts/chart.js';
import { drawChart } from '../../statistics/charts/draw-chart.js';
import { renderInline, renderTokens, topBlocks } from '../markdown.js';
import type { PrintedPart, Publication } from './publication.js';

/** Pixels: as wide as the text of a page, and as the screen of a telephone. */
const chartWidths = { wide: 640, narrow: 400 } as const;

const drawnIds = /(\bid="|url\(#|href="#|aria-labelledby="|aria-labelledby="\S+ )c-/g;

/** A drawing that stands in a page with others: its ids begin with a name of its own. */
const withIds = (svg: string, name: string) =>
  svg.replace(drawnIds, `$1${name}-`).replace(drawnIds, `$1${name}-`);

const drawn = (chart: Chart, number: number, width: keyof typeof chartWidths) =>
  withIds(drawChart(chart, chartWidths[width], { isBare: true }), `figure-${number}-${width}`);

/** The first paragraph of a text, with its heading: what has to stand beside a quote. */
function splitLead(tokens: readonly Token[]): { lead: Token[]; rest: Token[] } {
  const blocks = topBlocks(tokens);
  const most = blocks[0]?.[0]?.type === 'heading_open' ? 2 : 1;
  return { lead: blocks.slice(0, most).flat(), rest: blocks.slice(most).flat() };
}

const isPulled = (part: PrintedPart | undefined) => part?.kind === 'quote' && part.isPulled;

function webPart(part: PrintedPart, at: number, parts: readonly PrintedPart[]) {
  if (part.kind === 'prose') {
    const tokens = isPulled(parts[at - 1]) ? splitLead(part.tokens).rest : part.tokens;
    return { kind: part.kind, html: renderTokens(tokens) };
  }
  if (part.kind === 'quote') {
    const next = parts[at + 1];
    const lead = isPulled(part) && next?.kind === 'prose' ? splitLead(next.tokens).lead : [];
    return { ...part, lead: renderTokens(lead) };
  }
  if (part.kind !== 'figure') return part;
  const { chart, number } = part;
  const drawings = { wide: drawn(chart, number, 'wide'), narrow: drawn(chart, number, 'narrow') };
  return { ...part, ...drawings };
}

/** A publication as its template prints it: texts and drawings as HTML. */
export const webReport = ({ parts, footnotes, ...publication }: Publication) => ({
  ...publication,
  parts: parts.map(webPart),
  footnotes: footnotes.map(({ number, words }) => ({ number, html: renderInline(words) })),
});

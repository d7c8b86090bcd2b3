import { formatCount } from '../http/formats.js';
import { stepsOf, type Destination } from './arrange.js';
import { isLive, type ReportPart } from './report-parts.js';

/** A section of a report, or what stands before the first. */
export interface OutlineEntry {
  /** Of the section; null of what stands before the first. */
  id: number | null;
  heading: string;
  /** "2 quotes", "1 chart". */
  counts: string[];
  /** Parts of it that an author has to look at. */
  stale: number;
  parts: { id: number; place: number; name: string }[];
}

export const kindNames: Record<ReportPart['kind'], string> = {
  section: 'section',
  text: 'text',
  quote: 'quote',
  call_out: 'call-out',
  chart: 'chart',
  table: 'table',
  gap: 'gap',
};

const counted = ['text', 'quote', 'call_out', 'chart', 'table', 'gap'] as const;

/** "Call-out: Just over half (51%) of …", as a list names a part. */
export function nameOf(part: ReportPart): string {
  const words = {
    section: () => part.kind === 'section' && part.heading,
    text: () => part.kind === 'text' && part.markdown.replace(/[#*_>`]/g, '').trim(),
    quote: () => part.kind === 'quote' && (part.extract || part.attribution),
    call_out: () => part.kind === 'call_out' && part.sentence,
    chart: () => part.kind === 'chart' && part.chart.title,
    table: () => part.kind === 'table' && part.caption,
    gap: () => '',
  }[part.kind]();
  const kind = kindNames[part.kind];
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  const short = (words || '').replace(/\s+/g, ' ');
  const cut = short.length > 60 ? `${short.slice(0, 60).replace(/\s\S*$/, '')}…` : short;
  return cut === '' ? name : `${name}: ${cut}`;
}

/** A report's sections in their order, with how much each holds. */
export function outlineOf(parts: readonly ReportPart[]): OutlineEntry[] {
  const entries: { id: number | null; heading: string; own: ReportPart[] }[] = [
    { id: null, heading: 'Before the first section', own: [] },
  ];
  for (const part of parts) {
    if (part.kind === 'section') entries.push({ id: part.id, heading: part.heading, own: [part] });
    else entries.at(-1)?.own.push(part);
  }
  return entries
    .filter(({ id, own }) => id !== null || own.length > 0)
    .map(({ id, heading, own }) => ({
      id,
      heading,
      counts: counted.flatMap((kind) => {
        const count = own.filter((part) => part.kind === kind).length;
        return count === 0 ? [] : [formatCount(count, kindNames[kind])];
      }),
      stale: own.filter((part) => isLive(part) && part.stale).length,
      parts: own.map((part) => ({
        id: part.id,
        place: parts.indexOf(part) + 1,
        name: nameOf(part),
      })),
    }));
}

const asField = (to: Destination | null) => to && `${to.side}-${to.neighbourId}`;

/** What the page needs to know of each part's place, by the part's id. */
export const placesOf = (parts: readonly ReportPart[]) =>
  Object.fromEntries(
    parts.map((part, at) => {
      const { up, down } = stepsOf(parts, part.id);
      return [part.id, { place: at + 1, name: nameOf(part), up: asField(up), down: asField(down) }];
    }),
  );

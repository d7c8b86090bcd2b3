import { checkExtract, type CheckedExtract } from './extract.js';
import { cautionsOf, type Caution } from './extract-cautions.js';
import { foldSpaces, foldText, unitsOf, type Span } from './folded-text.js';
import { redactionsOf, type PlacedRedaction } from './placed-redactions.js';

/** A word or sign of the comment, with the white space before it and its places in the comment. */
export interface Unit extends Span {
  space: string;
  text: string;
  /** "(sic)" follows it. */
  sic: boolean;
}

/** A part of the comment that is quoted or left out; 'unread' while the extract cannot be read. */
export interface Stretch {
  kind: 'quoted' | 'left_out' | 'unread';
  /** What stands for it in the public form; '' for nothing. */
  marks: string;
  units: Unit[];
}

/** An extract beside its comment. */
export interface Sides {
  /** As it is kept; as typed where it is refused. */
  extract: string;
  fault: string | null;
  original: Stretch[];
  /** The public form; `own` for the comment's own words. */
  printed: { text: string; own: boolean }[];
  redactions: PlacedRedaction[];
  cautions: Caution[];
}

type Good = Extract<CheckedExtract, { ok: true }>;

function unitsWithin(comment: string): Unit[] {
  const folded = foldText(comment);
  let before = 0;
  return unitsOf(folded).map((unit) => {
    const start = folded.offsets[unit.start] ?? 0;
    const end = (folded.offsets[unit.end - 1] ?? 0) + 1;
    const space = comment.slice(before, start);
    before = end;
    return { start, end, space, text: comment.slice(start, end), sic: false };
  });
}

function stretches(units: readonly Unit[], { segments, gaps, sics }: Good): Stretch[] {
  const spans = gaps.flatMap((gap, i) => {
    const segment = segments[i];
    const left = { ...gap, kind: 'left_out' as const, marks: gap.marks.join(' ') };
    return segment ? [left, { ...segment, kind: 'quoted' as const, marks: '' }] : [left];
  });
  return spans.flatMap(({ start, end, kind, marks }) => {
    const own = units.filter((unit) => unit.start >= start && unit.end <= end);
    const withSic = own.map((unit) => ({ ...unit, sic: sics.includes(unit.end) }));
    return own.length > 0 ? [{ kind, marks, units: withSic }] : [];
  });
}

/** The words of a segment as they are printed. */
function wordsPrinted(comment: string, { start, end }: Span, sics: readonly number[]): string {
  const ends = sics.filter((at) => at > start && at <= end);
  const parts = [...ends, end].map((to, i) => comment.slice(ends[i - 1] ?? start, to));
  return foldSpaces(parts.join(' (sic)'));
}

/** Marks without the spaces around them. */
const apart = (marks: string): Sides['printed'] => {
  const mark = marks.trim();
  const [before = '', after = ''] = mark === '' ? [marks] : marks.split(mark);
  return [
    { text: before, own: true },
    { text: mark, own: false },
    { text: after, own: true },
  ];
};

function printedRuns(comment: string, { extract, segments, sics }: Good): Sides['printed'] {
  let from = 0;
  const runs = segments.flatMap((segment) => {
    const text = wordsPrinted(comment, segment, sics);
    const at = extract.indexOf(text, from);
    const marks = extract.slice(from, at);
    from = at + text.length;
    return [
      { text: marks, own: false },
      { text, own: true },
    ];
  });
  return [...runs, { text: extract.slice(from), own: false }]
    .flatMap((run) => (run.own ? [run] : apart(run.text)))
    .filter(({ text }) => text !== '');
}

/** An extract as typed beside its comment: what is left out of it, what stands for that, and what to look at. */
export function extractSides(comment: string, typed: string): Sides {
  const units = unitsWithin(comment);
  const checked = checkExtract(comment, typed);
  if (!checked.ok) {
    const original: Stretch[] = [{ kind: 'unread', marks: '', units }];
    const nothing = { printed: [], redactions: [], cautions: [] };
    return { extract: typed, fault: checked.fault, original, ...nothing };
  }
  return {
    extract: checked.extract,
    fault: null,
    original: stretches(units, checked),
    printed: printedRuns(comment, checked),
    redactions: redactionsOf(comment, checked),
    cautions: cautionsOf(comment, checked),
  };
}

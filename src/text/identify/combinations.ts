import { matchesOf, type DetailReading } from './detail-reading.js';
import type { Detail, FindingKind } from './finding.js';

/** What tells of a person without naming anybody: two of these together are few people. */
const traitKinds: ReadonlySet<FindingKind> = new Set([
  'age',
  'background',
  'condition',
  'relation',
  'job',
  'date',
]);

/** Traits that alone tell nothing. */
const weak =
  /\b(?:i am|i'm|im) (?:just |only )?an? (?<detail>(?:\p{L}+ )?(?:boy|girl|lad|lass|young mum|young dad|dad|mum))\b|\b(?<second>anxiety|depression|asthma|self[- ]harm)\b/dgu;

const alone =
  /\b(?:the|im the|i'm the) (?<detail>only (?:\p{L}+ )?(?:boy|girl|lad|lass|male|female|man|woman|dad|father|single parent|gay couple|gay carers?|lesbian|teenager|kid with|child with|one with|person with))\b/dgu;

export interface Combination extends Detail {
  kind: 'combination';
  /** What comes together, in the words of the text. */
  traits: string[];
}

/** "the only boy", "the only Sikh kid". */
function findOnly(reading: DetailReading, details: readonly Detail[]): Combination[] {
  const { text, lower } = reading;
  const said = matchesOf(reading, alone, 'combination');
  const ofBackground = details
    .filter(({ kind, start }) => kind === 'background' && lower.slice(0, start).endsWith('only '))
    .map(({ start, end }) => ({ start: start - 'only '.length, end }));
  const fresh = ofBackground.filter(({ start }) => !said.some((one) => one.start === start));
  return [...said, ...fresh].map(({ start, end }) => ({
    kind: 'combination',
    start,
    end,
    traits: [text.slice(start, end)],
  }));
}

/** Traits of different kinds that together may be one person's, as one detail where the first of them stands. */
function findTogether(reading: DetailReading, details: readonly Detail[]): Combination[] {
  const strong = details.filter(({ kind }) => traitKinds.has(kind));
  const traits = new Map<string, Detail>();
  for (const detail of strong) {
    const key = detail.redaction ?? detail.kind;
    if (!traits.has(key)) traits.set(key, detail);
  }
  for (const detail of matchesOf(reading, weak, 'combination')) {
    if (!strong.some(({ start, end }) => start < detail.end && detail.start < end))
      traits.set('weak', detail);
  }
  const [first] = traits.values();
  if (traits.size < 2 || strong.length === 0 || first === undefined) return [];
  const { text } = reading;
  return [
    {
      kind: 'combination',
      start: first.start,
      end: first.end,
      ...(first.redaction === undefined ? {} : { redaction: first.redaction }),
      traits: [...traits.values()].map(({ start, end }) => text.slice(start, end)),
    },
  ];
}

export const findCombinations = (
  reading: DetailReading,
  details: readonly Detail[],
): Combination[] => [...findOnly(reading, details), ...findTogether(reading, details)];

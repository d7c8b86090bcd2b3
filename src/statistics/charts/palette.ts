import type { Category, Tone } from './chart.js';

/** Lines or dots over a fill; `plain` is one of the patterns, and only one fill has it. */
export type Pattern =
  'plain' | 'rising' | 'falling' | 'dots' | 'level' | 'upright' | 'diamonds' | 'wide';

/** How one category is drawn. */
export interface Paint {
  fill: string;
  /** On the fill; at least 4.5:1. */
  text: string;
  /** Around the fill: white, or dark where the fill has less than 3:1 against the page. */
  edge: string;
  pattern: Pattern;
}

const white = '#ffffff';
export const ink = '#0b0c0c';
export const quiet = '#505a5f';
export const page = white;

const paint = (fill: string, text: string, pattern: Pattern, edge = white): Paint => ({
  fill,
  text,
  edge,
  pattern,
});

/**
 * Blue against orange, which every kind of colour blindness leaves apart; dark at the far ends, so that a
 * printout without colour keeps the order too. The hues are those that the Government Analysis Function
 * gives for charts (https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/),
 * each contrast against white behind it.
 */
const positives = [
  paint('#12436d', white, 'plain'), // 10.3
  paint('#2073bc', white, 'rising'), // 5.0
  paint('#6bace6', ink, 'falling', '#12436d'), // 2.4, so edged
];
const negatives = [
  paint('#f9b58a', ink, 'upright', '#7a2b05'), // 1.8, so edged
  paint('#f46a25', ink, 'level'), // 3.0
  paint('#7a2b05', white, 'wide'), // 9.7
];
const neutrals = [
  paint('#949494', ink, 'dots'), // 3.0
  paint('#5f5f5f', white, 'falling'), // 6.5
];
const dontKnow = paint('#e6e6e6', ink, 'diamonds', quiet); // 1.3, so edged

/** For answers that say neither good nor bad. */
const named = [
  paint('#12436d', white, 'plain'), // 10.3
  paint('#28a197', ink, 'rising'), // 3.2
  paint('#801650', white, 'dots'), // 9.8
  paint('#f46a25', ink, 'level'), // 3.0
  paint('#3d3d3d', white, 'wide'), // 10.9
  paint('#a285d1', ink, 'falling'), // 3.1
];
/** From the seventh on the colours come again, and only their patterns differ. */
const laterPatterns: readonly Pattern[] = [
  'upright',
  'diamonds',
  'falling',
  'wide',
  'rising',
  'dots',
];

/** What stands for figures that are withheld: no colour, and not a fill of any answer. */
export const withheldPaint = paint(white, ink, 'rising', quiet);

/** The one colour of plain bars, and the two of paired ones. */
export const barPaints = [
  paint('#12436d', white, 'plain'), // 10.3
  paint('#28a197', ink, 'rising'), // 3.2
] as const;

/** Of changes: light enough for the line of an interval over them. */
export const verdictPaints = {
  improved: paint('#6bace6', ink, 'plain', '#12436d'), // 2.4, so edged
  same: paint('#949494', ink, 'rising'), // 3.0
  declined: paint('#f46a25', ink, 'level'), // 3.0
};

/** Which of a ramp's three for the `at`th of `count`: one alone is the middle of the road, two are the ends. */
const steps: Record<'positive' | 'negative', readonly (readonly number[])[]> = {
  positive: [[0], [0, 2], [0, 1, 2]],
  negative: [[1], [1, 2], [0, 1, 2]],
};

const cycled = (paints: readonly Paint[], at: number): Paint => ({
  ...(paints[at % paints.length] ?? dontKnow),
  ...(at < paints.length ? {} : { pattern: laterPatterns[at % laterPatterns.length] ?? 'dots' }),
});

function ramp(tone: 'positive' | 'negative', at: number, count: number): Paint {
  const paints = tone === 'positive' ? positives : negatives;
  const few = steps[tone][count - 1]?.[at];
  if (few !== undefined) return cycled(paints, few);
  const own = cycled(paints, Math.round((at * 2) / (count - 1)));
  // Of more than three some share a fill: their patterns keep them apart.
  return { ...own, pattern: laterPatterns[at % laterPatterns.length] ?? own.pattern };
}

/** Strongest first among the positive where they come before the negative; the negative the other way. */
function strengthOf(categories: readonly Category[], tone: Tone, at: number): number {
  const places = categories.flatMap((one, place) => (one.tone === tone ? [place] : []));
  const firstOf = (wanted: Tone) => categories.findIndex((one) => one.tone === wanted);
  const isReversed = firstOf('negative') >= 0 && firstOf('positive') > firstOf('negative');
  const before = places.indexOf(at);
  return isReversed ? places.length - 1 - before : before;
}

/** A colour and a pattern for each category, by what it says and by its place. */
export function paintsOf(categories: readonly Category[]): Paint[] {
  return categories.map(({ tone }, at) => {
    const before = categories.slice(0, at).filter((one) => one.tone === tone).length;
    if (tone === 'dont_know') return dontKnow;
    if (tone === 'neutral') return cycled(neutrals, before);
    if (tone === 'named') return cycled(named, before);
    const count = categories.filter((one) => one.tone === tone).length;
    return ramp(tone, strengthOf(categories, tone, at), count);
  });
}

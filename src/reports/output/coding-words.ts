import { formatCount, formatDate, formatNumber } from '../../http/formats.js';
import { table, text, type AppendixBlock, type AppendixSection } from './appendix.js';
import type { MethodologyFacts, RoundFacts } from './methodology-facts.js';

/** "0.72"; "−0.05" with a proper minus. */
const two = (value: number) =>
  value
    .toFixed(2)
    .replace(/^-(?=.*[1-9])/, '−')
    .replace(/^-/, '');
const within = (value: number | null, interval: readonly [number, number] | null) => {
  if (value === null) return 'Cannot be told';
  return interval === null
    ? two(value)
    : `${two(value)} (${two(interval[0])} to ${two(interval[1])})`;
};

const learnedOf = ({ comments, isShipped }: { comments: number; isShipped: boolean }) =>
  `${formatCount(comments, 'comment')} that ${isShipped ? 'were written for that' : 'people had reviewed'}`;

/** How comments were coded, and by whom. */
export function codingSection({
  coding,
  rounds,
  leastForFigures,
}: MethodologyFacts): AppendixSection {
  const { frame, version, themes, comments, confirmed, codedOtherwise, learnedFrom } = coding;
  const byModel =
    learnedFrom === null
      ? 'The program gives a theme where a comment has the words of its rules; no learned model adds to them.'
      : `The program gives a theme where a comment has the words of its rules; a model learned from ${learnedOf(learnedFrom)} adds themes that the rules miss and leaves out those that it doubts.`;
  return {
    heading: 'How comments were coded',
    blocks: [
      text(
        `Comments were coded by the code frame “${frame}”, version ${version}, which has ${formatCount(themes, 'theme')}.`,
        byModel,
        'What a person decides is never overwritten.',
      ),
      text(
        comments === 0
          ? 'The surveys of this report have no comments.'
          : `People have confirmed or changed the coding of ${formatNumber(confirmed)} of the ${formatCount(comments, 'comment')} of the surveys in this report; the others are coded by the program alone.`,
        codedOtherwise === 0
          ? ''
          : `${formatCount(codedOtherwise, 'comment is', 'comments are')} still coded by another version of the frame.`,
      ),
      ...(rounds.length === 0
        ? [text('No agreement between people who code has been measured.')]
        : rounds.flatMap((round) => roundBlocks(round, leastForFigures))),
    ],
  };
}

function roundBlocks(round: RoundFacts, least: number): AppendixBlock[] {
  const { name, createdAt, coders, comments, agreements, machine } = round;
  const begun = `In the round of double coding “${name}”, begun on ${formatDate(createdAt)}, ${formatCount(coders, 'person', 'people')} each coded the same ${formatCount(comments, 'comment')} without seeing each other’s codes.`;
  const shown = agreements.filter((one) => one.comments >= least);
  const hidden = `How far they agree is not told, because fewer than ${formatNumber(least)} were coded by two people.`;
  const measure = coders === 2 ? "Cohen's kappa" : "Krippendorff's alpha";
  return [
    text(begun, shown.length === 0 ? hidden : ''),
    ...(shown.length === 0
      ? []
      : [
          table(
            `How far coders agree: ${measure} with 95% interval (1 is perfect, 0 is chance)`,
            ['Theme', 'Comments#', `${measure}#`],
            shown.map(({ theme, comments: n, figure, interval }) => [
              ...[theme, formatNumber(n), within(figure, interval)],
            ]),
          ),
        ]),
    ...(machine.length === 0
      ? []
      : [
          table(
            'The program against what the coders settled on, with 95% interval of F1',
            ['Theme', 'Comments#', 'Precision#', 'Recall#', 'F1#'],
            machine.map(({ theme, comments: n, precision, recall, f1, f1Interval }) => [
              ...[theme, formatNumber(n), within(precision, null), within(recall, null)],
              within(f1, f1Interval),
            ]),
          ),
        ]),
  ];
}

/** How quotes were chosen, redacted and approved. */
export function quotesSection({ quotes }: MethodologyFacts): AppendixSection[] {
  const { byGroup, approvers, quotedTwice } = quotes;
  const sum = (of: 'quotes' | 'approved' | 'redacted') =>
    byGroup.reduce((total, group) => total + group[of], 0);
  if (sum('quotes') === 0) return [];
  return [
    {
      heading: 'How quotes were chosen',
      blocks: [
        text(
          'The authors of this report chose the quotes. Quotes are respondents’ own words with their own spelling, compared with the stored comment whenever the report is made; “…” stands for words left out and words in square brackets for details that could identify somebody.',
          `Of ${formatCount(sum('quotes'), 'quote')} ${formatNumber(sum('approved'))} ${sum('approved') === 1 ? 'was' : 'were'} approved by another person than the author, by ${formatCount(approvers, 'person', 'people')} in all.`,
          quotedTwice === 0
            ? 'Nobody is quoted more than once.'
            : `${formatCount(quotedTwice, 'person is', 'people are')} quoted more than once.`,
        ),
        table(
          'Quotes by whose view they are',
          ['Group', 'Quotes#', 'Approved#', 'With a redaction#'],
          byGroup.map(({ group, quotes: n, approved, redacted }) => [
            ...[group, formatNumber(n), formatNumber(approved), formatNumber(redacted)],
          ]),
        ),
      ],
    },
  ];
}

const share = (value: number) => `${Math.round(value * 100)}%`;

/** What the figures and quotes cannot tell. */
export function limitsSection({ waves, quotes, coding }: MethodologyFacts): AppendixSection {
  const { sentiment, comments } = coding;
  const surveyed = waves.length > 0;
  const items = [
    surveyed &&
      'The surveys are of those who chose to respond. The figures describe them, and not everybody who could have responded.',
    comments > 0 &&
      'Comments are of those respondents who wrote one: their views may differ from the others’.',
    quotes.byGroup.length > 0 &&
      'A quote shows one person’s view. It does not show how many people hold it.',
    comments > 0 &&
      sentiment &&
      `Sentiment that no person has confirmed is the program’s. On ${formatCount(sentiment.comments, 'comment')} of this field, written for the purpose, it said positive, negative or neither rightly of ${share(sentiment.accuracy)} (macro-F1 ${sentiment.macroF1.toFixed(2)}), so ${share(1 - sentiment.accuracy)} were wrong.`,
    comments > 0 && 'A rule finds a theme by words: it misses what is said in others.',
  ].filter((item): item is string => typeof item === 'string');
  return {
    heading: 'Limits',
    blocks:
      items.length === 0
        ? [text('There are no figures and no quotes.')]
        : [{ kind: 'list', items }],
  };
}

import { formatCount, formatDate, formatList, formatNumber } from '../../http/formats.js';
import { responsesInWords } from '../../statistics/response-rate.js';
import { shorthand } from '../call-out.js';
import { table, text, type AppendixSection } from './appendix.js';
import type { MethodologyFacts, WaveFacts } from './methodology-facts.js';

const months = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "September 2012 to March 2013", one of them where both are the same. */
function span(when: { first: string; last: string }, format: (instant: string) => string) {
  const [first, last] = [format(when.first), format(when.last)];
  return first === last ? first : `${first} to ${last}`;
}

/** A day would point to the person who answered first: months are enough. */
const fieldwork = ({ responded }: WaveFacts) =>
  responded === null
    ? 'Not recorded'
    : span(responded, (instant) => months.format(new Date(instant)));

const loaded = ({ imported }: WaveFacts) =>
  imported === null ? 'Not recorded' : span(imported, formatDate);

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const waveRow = (wave: WaveFacts) => [
  `${wave.survey}, ${wave.wave}`,
  capital(wave.groups.length > 0 ? formatList(wave.groups) : 'not recorded'),
  responsesInWords(wave.responses, wave.returns),
  formatNumber(wave.comments),
  fieldwork(wave),
  loaded(wave),
];

/** Which surveys a report draws on, and how many answered. */
export function surveysSection({ waves }: MethodologyFacts): AppendixSection {
  const heading = 'Surveys and responses';
  if (waves.length === 0) {
    return { heading, blocks: [text('This report draws on no survey.')] };
  }
  const responses = waves.reduce((sum, wave) => sum + wave.responses, 0);
  const unknown = waves.filter(({ returns }) => returns.all === null);
  const which = formatList(unknown.map(({ survey, wave }) => `${survey} ${wave}`));
  return {
    heading,
    blocks: [
      text(
        `This report draws on ${formatCount(responses, 'response')} to ${formatCount(waves.length, 'wave')} of ${formatCount(new Set(waves.map(({ survey }) => survey)).size, 'survey')}.`,
        unknown.length === 0
          ? ''
          : `How many people were invited is not known for ${which}, so no response rate can be given there.`,
      ),
      table(
        'Surveys that the quotes and figures come from',
        [
          ...['Survey and wave', 'Who responded', 'Responses received', 'Comments#'],
          ...['Answered', 'Imported'],
        ],
        waves.map(waveRow),
      ),
    ],
  };
}

/** What was asked, whom the figures are of, and how they are made. */
export function figuresSection({ figures, quotes, questions }: MethodologyFacts): AppendixSection {
  const unsure = questions.filter(({ dontKnowInBase }) => !dontKnowInBase);
  return {
    heading: 'What was asked, and bases',
    blocks: [
      ...(figures.length === 0
        ? []
        : [
            text(
              'Each percentage is a share of its base: the people who were asked the question and answered it.',
            ),
            table(
              'Call-outs: the question, the answers counted and the base',
              ['Call-out', 'Question', 'Answers counted', 'Base'],
              figures.map(({ name, question, counted, base, mark }) => [
                ...[name, question, formatList(counted.map((label) => `“${label}”`))],
                base ?? (mark === shorthand.unavailable ? 'No answers' : 'Withheld'),
              ]),
            ),
          ]),
      ...(unsure.length === 0
        ? []
        : [
            text('Answers of “don’t know” are left out of the base of:'),
            {
              kind: 'list' as const,
              items: unsure.map(({ question, survey, wave }) => `${question} (${survey} ${wave})`),
            },
          ]),
      ...(quotes.questions.length === 0
        ? []
        : [
            text('The quotes answer these open questions:'),
            {
              kind: 'list' as const,
              items: quotes.questions.map(
                ({ question, survey, wave }) => `${question} (${survey} ${wave})`,
              ),
            },
          ]),
      text(
        'No figure is weighted: every response counts once.',
        'Percentages are rounded once, to the nearest whole number, halves upwards, so they may not add to 100. Words such as “a quarter” go by the rounded percentage.',
      ),
    ],
  };
}

const labels = (words: readonly string[]) =>
  words.length === 0 ? 'None' : formatList(words.map((word) => `“${word}”`));

export const negativeSection = ({ questions }: MethodologyFacts): AppendixSection[] =>
  questions.length === 0
    ? []
    : [
        {
          heading: 'How “negative” is counted',
          blocks: [
            text(
              'A negative rate is the share of the base that gave a negative answer. Which answers count as negative is set for each question.',
            ),
            table(
              'Answers that count as negative, and answers that take a response out of the base',
              ['Question', 'Survey', 'Negative', 'Left out of the base'],
              questions.map(({ question, survey, wave, negative, excluded }) => [
                ...[question, `${survey} ${wave}`, labels(negative), labels(excluded)],
              ]),
            ),
          ],
        },
      ];

export function suppressionSection({ rules, figures }: MethodologyFacts): AppendixSection {
  const { leastBase, leastCell } = rules;
  const marked = (mark: string) => figures.filter((figure) => figure.mark === mark).length;
  const withheld = marked(shorthand.confidential);
  const unanswered = marked(shorthand.unavailable);
  return {
    heading: 'Figures that are withheld',
    blocks: [
      text(
        `[c] means that a figure is withheld to protect people: fewer than ${formatNumber(leastBase)} answered, fewer than ${formatNumber(leastCell)} gave or did not give the answer, or another withheld figure would follow from it.`,
        figures.length === 0 ? '' : `It stands in ${ofCallOuts(withheld)} of this report.`,
        unanswered === 0
          ? ''
          : `[x] means that there were no answers to count; it stands in ${ofCallOuts(unanswered)}.`,
      ),
    ],
  };
}

const ofCallOuts = (count: number) =>
  count === 0 ? 'no call-out' : formatCount(count, 'call-out');

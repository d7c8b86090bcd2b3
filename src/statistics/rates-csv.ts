import { writeCsv } from '../http/csv.js';
import { missingKinds, missingWords } from '../surveys/words.js';
import type { Rates } from './rates.js';
import type { Figure } from './withhold.js';
import type { QuestionRates } from './wave-rates.js';

const heading = [
  'Question',
  'Respondents',
  'Answer',
  'Counts as',
  'Responses',
  'Base',
  'Percentage of base',
  'Base in words',
];

function ratesRows(
  question: QuestionRates,
  group: string,
  rates: Rates<Figure>,
): (string | number)[][] {
  const start = [question.text, group];
  const end = group === 'All' ? question.baseWords : '';
  const { negative } = rates;
  return [
    ...rates.options.map(({ label, polarity, count, percentage }) => [
      ...start,
      label,
      polarity,
      count,
      rates.base,
      percentage ?? '',
      end,
    ]),
    ...missingKinds
      .filter((kind) => rates.missing[kind] !== 0)
      .map((kind) => [...start, missingWords[kind], 'no answer', rates.missing[kind], '', '', '']),
    ...(negative
      ? [
          [
            ...start,
            'Negative rate',
            '',
            negative.numerator,
            negative.base,
            negative.percentage ?? '',
            end,
          ],
        ]
      : []),
  ];
}

/** Every rate of a wave, one answer a row; the first line says what the file may be used for. */
export function ratesCsv(
  wave: { surveyName: string; name: string },
  note: string,
  { questions, attributes }: { questions: QuestionRates[]; attributes: QuestionRates[] },
): string {
  return writeCsv([
    [`${wave.surveyName}, ${wave.name}. ${note}`],
    heading,
    ...[...questions, ...attributes].flatMap((question) => [
      ...ratesRows(question, 'All', question),
      ...question.groups.flatMap((group) => ratesRows(question, group.group, group)),
    ]),
  ]);
}

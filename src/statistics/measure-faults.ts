import type { FieldFault } from '../errors.js';
import { parseFields, parseText } from '../http/parse.js';
import { lineFaults } from './line-field.js';
import { bestFirst, type CountedKind } from './measure-definition.js';
import type { MeasureChoices, MeasureForm, MeasureWords } from './measure-form.js';
import { sentenceFaults } from './measure-sentence.js';

const scorePattern = /^(\d{1,2}|100)$/;

function scoreFaults({ scores }: MeasureForm): FieldFault[] {
  const given = Object.entries(scores).filter(([, text]) => text !== '');
  const wrong = given.filter(([, text]) => !scorePattern.test(text));
  if (wrong.length === 0 && given.length < 2) {
    return [{ field: 'scores', message: 'Give at least two answers a score' }];
  }
  return wrong.map(([code]) => ({
    field: `score-${code}`,
    message: 'Enter a whole number from 0 to 100, or nothing to leave the answer out',
  }));
}

function countedFaults(form: MeasureForm, { question }: MeasureChoices): FieldFault[] {
  const field = 'counted';
  const ordered = question.kind !== 'multiple' && bestFirst(question.options).length > 2;
  switch (form.counted) {
    case 'options':
      return form.optionCodes.length > 0
        ? []
        : [{ field: 'options', message: 'Choose at least one answer to count' }];
    case 'negative':
      return question.options.some(({ polarity }) => polarity === 'negative')
        ? []
        : [{ field, message: 'No answer to this question is negative. Count something else' }];
    case 'top_two':
      return ordered
        ? []
        : [{ field, message: 'The two best answers need a scale of three answers or more' }];
    case 'mean':
      return question.kind === 'multiple'
        ? [{ field, message: 'There is no mean where people choose several answers' }]
        : scoreFaults(form);
  }
}

function baseFaults(baseWords: string): FieldFault[] {
  if (baseWords === '' || /^[^{}]*\{base\}[^{}]*$/.test(baseWords)) return [];
  const message = 'Write {base} once, where the number of the base belongs, and no other { or }';
  return [{ field: 'baseWords', message }];
}

/** What is wrong with the words of a measure. */
export const wordFaults = (words: MeasureWords, counted: CountedKind): FieldFault[] => [
  ...lineFaults(words.name, 'name', 'Enter a name for the measure'),
  ...lineFaults(
    words.statement,
    'statement',
    'Enter what follows the figure, such as “of children said that they feel safe”',
  ),
  ...lineFaults(words.sentence, 'sentence', null),
  ...sentenceFaults(words.sentence, counted),
  ...lineFaults(words.baseWords, 'baseWords', null),
  ...baseFaults(words.baseWords),
];

function conditionFaults(form: MeasureForm, body: unknown): FieldFault[] {
  const { conditionQuestion, conditionCodes } = form;
  if (conditionQuestion === null) {
    const asked = parseText(parseFields(body)['conditionQuestion']);
    const message = 'Choose a question of this wave, or none';
    return asked === '' ? [] : [{ field: 'conditionQuestion', message }];
  }
  if (conditionCodes.length > 0) return [];
  const message = 'Choose the answers of those who count, or no question';
  return [{ field: `condition-${conditionQuestion}`, message }];
}

/** Every fault of what was entered; `body` tells a question that is not there from none. */
export function measureFaults(
  form: MeasureForm,
  choices: MeasureChoices,
  body: unknown,
): FieldFault[] {
  const apart = form.groupsApart && form.groupKeys.length < 2;
  const words = wordFaults(form, form.counted);
  return [
    ...words.filter(({ field }) => field === 'name'),
    ...countedFaults(form, choices),
    ...(apart
      ? [{ field: 'groups', message: 'Choose two groups or more to have a figure for each' }]
      : []),
    ...conditionFaults(form, body),
    ...words.filter(({ field }) => field !== 'name'),
  ];
}

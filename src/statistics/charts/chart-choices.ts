import { hasOptions, type AskedQuestion } from '../asked-question.js';
import { chartKinds } from './chart-request.js';
import type { QuestionPlace } from './question-chart.js';

const asText = (id: number | null) => (id === null ? '' : String(id));

/** What can be chosen of a question's chart, and what is. */
export function choicesOf(questions: readonly AskedQuestion[], place: QuestionPlace) {
  const others = questions.filter((one) => hasOptions(one) && one.id !== place.questionId);
  const by = others.find(({ id }) => id === place.byId);
  return {
    kinds: [
      { value: '', text: 'As usual for this question' },
      ...Object.entries(chartKinds).map(([value, text]) => ({ value, text })),
    ],
    bys: [
      { value: '', text: 'Nothing: everybody' },
      ...others.map(({ id, text }) => ({ value: String(id), text })),
    ],
    parts: (by?.options ?? []).map(({ code, label }) => ({ value: String(code), text: label })),
    chosen: {
      kind: place.kind ?? '',
      by: asText(place.byId),
      parts: (place.parts.length > 1 ? place.parts : [0, 1]).map(String),
    },
  };
}

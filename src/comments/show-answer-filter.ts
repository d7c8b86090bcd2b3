import type { Db } from '../db/schema.js';
import type { Sight } from '../people/sight.js';
import { parseOptionalId, parseTexts } from '../http/parse.js';
import { answerChoiceText } from '../surveys/answer-choice.js';
import { missingKinds, missingWords, type MissingKind } from '../surveys/words.js';
import { closedAnswers, type ClosedAnswer } from './answer-field-queries.js';
import { mostAnswered } from './comment-filter.js';
import { readSelection, selectionAddress, type Selection } from './selection.js';

/** The reasons for no answer that a selection can ask for; the others say nothing about a person. */
const reasons: readonly MissingKind[] = ['no_reply', 'dont_know', 'not_asked'];

/** Each question once, under its survey. */
function questionsBySurvey(answers: readonly ClosedAnswer[]) {
  const surveys = new Map<string, Map<number, string>>();
  for (const { survey, questionId, place, question } of answers) {
    const own = surveys.get(survey) ?? new Map<number, string>();
    own.set(questionId, `${place}. ${question}`);
    surveys.set(survey, own);
  }
  return [...surveys].map(([survey, questions]) => ({
    survey,
    questions: [...questions].map(([id, text]) => ({ id, text })),
  }));
}

/** The address with one more choice of answers; null while none is ticked, or where nothing of it is there. */
function addressWith(selection: Selection, own: readonly ClosedAnswer[], ticked: string[]) {
  const codes = own.filter(({ code }) => ticked.includes(String(code))).map(({ code }) => code);
  const missing = missingKinds.filter((kind) => ticked.includes(kind));
  const [first] = own;
  if (!first || codes.length + missing.length === 0) return null;
  const { chosen } = selection.filter;
  const choice = answerChoiceText({ questionId: first.questionId, codes, missing });
  const answered = [...new Set([...chosen.answered, choice])];
  return selectionAddress(selection, { chosen: { ...chosen, answered } });
}

/** A form that adds answers to what a selection is filtered by: first the question (`of`), then its answers (`code`). */
export async function showAnswerFilter(
  db: Db,
  viewer: Sight,
  parameters: Readonly<Record<string, unknown>>,
) {
  const selection = await readSelection(db, viewer, parameters);
  const { chosen } = selection.filter;
  const answers = await closedAnswers(db, viewer, chosen.survey.map(Number));
  const asked = parseOptionalId(parameters['of']);
  const own = answers.filter(({ questionId }) => questionId === asked);
  const [question] = own;
  const ticked = parseTexts(parameters['code']);
  const search = selectionAddress(selection);
  return {
    search,
    kept: [...new URL(search, 'http://viewfinder.invalid').searchParams],
    surveys: questionsBySurvey(answers),
    question: question
      ? { id: question.questionId, text: question.question, survey: question.survey }
      : null,
    options: [
      ...own.map(({ code, label }) => ({ value: String(code), text: label })),
      ...reasons.map((kind) => ({ value: kind, text: missingWords[kind] })),
    ],
    full: chosen.answered.length >= mostAnswered ? mostAnswered : null,
    address: addressWith(selection, own, ticked),
  };
}

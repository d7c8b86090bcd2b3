import type { QuestionPolarity } from './question-polarity.js';
import type { ReadText } from './read-text.js';
import type { SentimentLabel } from './sentiment-labels.js';

type AnswerKind = 'nothing' | 'everything' | 'yes' | 'no' | 'fine' | 'fair' | 'refused' | 'unknown';

/** Whole answers by what they mean, in tokens as `readText` gives them. */
const answers: Readonly<Record<AnswerKind, string>> = {
  nothing: `nothing | none | nothing really | not really | nothing at all | nothing much | not much |
    nope | no | nil | zero | not a thing | absolutely nothing | nothing to say | no nothing | not a lot |
    nothing comes to mind | nothing springs to mind | nothing i can think of | very little | little |
    nothing that i can think of | can not think of anything | i can not think of anything | not anything |
    none at all | none really | nothing else | nothing else really | no not really | really nothing |
    no improvements | nothing specific | nothing in particular | none that i can think of |
    can not think of any | can not think of one thing | nothing whatsoever | zilch | hardly anything | not a great deal | none at this time | none at present | no nothing really |
    nothing at the moment | not at the moment | can think of nothing | i can think of nothing | literally nothing`,
  everything: `everything | everything really | all of it | all | all of them | the lot | everything here |
    absolutely everything | everything else | pretty much everything | most things | loads | a lot |
    lots | lots of things | loads of things | everything about it | everything to be honest | the whole thing`,
  yes: `yes | yeah | yep | yeh | yea | yup | always | all the time | every time | definitely | of course | yes i do |
    yes definitely | yes always | very | very much | very much so | completely | absolutely | totally | yes they do`,
  no: `not at all | never | no never | nah | no i do not | no not at all | no they do not | rarely | hardly ever |
    not always`,
  fine: `no complaints | no problems | no concerns | no issues | nothing to complain about | all good |
    no problem | no worries | all fine | everything is fine | everything is good | nothing its all good |
    no improvement needed | no improvements needed`,
  fair: `ok | okay | alright | all right | so so | average | average really | not bad | it is ok | its ok | ok i guess |
    alright i suppose | sometimes | it depends | depends | it varies | maybe | adequate | satisfactory |
    50 / 50 | same as before | same as anywhere | bit of both | ok really | it is alright | its alright`,
  refused: `n / a | na | not applicable | no comment | no comments | pass | skip | prefer not to say |
    see above | as above | same as above | none given | nothing to add | no thanks | no thank you | nothing to add at present |
    nothing further to add | as before | xx | x | not answered | no answer | no reply | - | -- | test`,
  unknown: `do not know | i do not know | not know | dunno | i dunno | not sure | i am not sure | idk |
    no idea | i have no idea | unsure | do not no | i do not no | can not say | can not remember | hi | hello | not sure really |
    not sure really | do not really know | i do not really know | can not think | i can not think`,
};

const kinds = new Map<string, AnswerKind>();
for (const kind of Object.keys(answers) as AnswerKind[]) {
  for (const answer of answers[kind].split('|')) {
    kinds.set(answer.trim().replace(/\s+/g, ' '), kind);
  }
}

/** A label and how likely it is right, by what was asked for; undetected where that is not named. */
const meanings: Readonly<
  Record<AnswerKind, Partial<Record<QuestionPolarity | 'any', [SentimentLabel, number]>>>
> = {
  nothing: {
    problems: ['positive', 0.85],
    'whether bad': ['positive', 0.85],
    strengths: ['negative', 0.85],
    'whether good': ['negative', 0.85],
  },
  everything: { problems: ['negative', 0.9], strengths: ['positive', 0.9] },
  yes: { 'whether good': ['positive', 0.9], 'whether bad': ['negative', 0.85] },
  no: { 'whether good': ['negative', 0.9], 'whether bad': ['positive', 0.85] },
  fine: { problems: ['positive', 0.95], strengths: ['positive', 0.8], any: ['positive', 0.9] },
  fair: { problems: ['neutral', 0.7], strengths: ['neutral', 0.7], any: ['neutral', 0.8] },
  refused: {},
  unknown: {},
};

const longestAnswer = 16;

function kindOf({ tokens }: ReadText): AnswerKind | undefined {
  if (tokens.length > longestAnswer) return undefined;
  const said = tokens
    .map(({ word }) => word)
    .filter(({ kind, form }) => kind !== 'punctuation' || form === '/');
  // "N/A." ends in the token "a."
  return kinds.get(said.map(({ form }) => form.replace(/\.$/, '')).join(' '));
}

/** Whether a text is nothing but a set answer such as "nothing", "n/a" or "don't know". */
export const isShortAnswer = (read: ReadText): boolean => kindOf(read) !== undefined;

/** The meaning of an answer of a few set words under its question; undefined for any other. */
export function readShortAnswer(
  read: ReadText,
  polarity: QuestionPolarity,
): { label: SentimentLabel; probability: number } | undefined {
  const kind = kindOf(read);
  if (!kind) return undefined;
  const { [polarity]: asked, any = ['undetected', 0] } = meanings[kind];
  const [label, probability] = asked ?? any;
  return { label, probability };
}

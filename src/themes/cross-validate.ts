import { questionPolarity } from '../text/question-polarity.js';
import { readSentiment, type SentimentFinding } from '../text/read-sentiment.js';
import { readText } from '../text/read-text.js';
import { scoreClauses } from '../text/score-clauses.js';
import { threeLabelOf, type ThreeLabel } from '../text/sentiment-labels.js';
import { isShortAnswer } from '../text/short-answers.js';
import { withTemperature, type SentimentModel } from '../text/sentiment-model.js';
import { isUncoded, partOf, type LabelledSet } from './labelled-sets.js';
import { trainTagger } from './train-tagger.js';

const folds = 5;
const foldOf = (text: string) => partOf(text, folds, 'fold');

/** Five models, each for the texts that it has not seen. */
export interface CrossValidated {
  /** What divides the scores, so that a probability of .8 is right 8 times in 10. */
  temperature: number;
  read(text: string, question: string): SentimentFinding;
}

interface Unseen {
  /** Neutral and mixed together, as most sets have it. */
  three: Record<ThreeLabel, number>;
  label: ThreeLabel;
  /** Its share of its set. */
  share: number;
}

function readUnseen(sets: readonly LabelledSet[], models: readonly SentimentModel[]): Unseen[] {
  return sets.flatMap(({ comments }) =>
    comments.flatMap((comment) => {
      const { text, question, sentiment } = comment;
      const model = models[foldOf(text)];
      const read = readText(text);
      if (
        !sentiment ||
        sentiment === 'undetected' ||
        !model ||
        isUncoded(comment) ||
        isShortAnswer(read)
      )
        return [];
      const { chances } = scoreClauses(read, model, questionPolarity(question));
      const [praise, fact, blame, both] = chances;
      const three = { positive: praise, neutral: fact + both, negative: blame };
      return [{ three, label: threeLabelOf(sentiment), share: 1 / comments.length }];
    }),
  );
}

/** How surprised the chances are by the labels at a temperature (cross entropy), each set counting alike. */
const surprise = (unseen: readonly Unseen[], temperature: number) =>
  unseen.reduce((sum, { three, label, share }) => {
    const temper = (chance: number) => Math.max(chance, 1e-9) ** (1 / temperature);
    const all = Object.values(three).reduce((total, chance) => total + temper(chance), 0);
    return sum - Math.log(temper(three[label]) / all) * share;
  }, 0);

/** The temperature under which texts not learned from are least surprising, tried from .5 to 2. */
function findTemperature(unseen: readonly Unseen[]): number {
  const tried = Array.from({ length: 31 }, (_, at) => (50 + at * 5) / 100);
  const surprises = tried.map((temperature) => surprise(unseen, temperature));
  return tried[surprises.indexOf(Math.min(...surprises))] ?? 1;
}

/** Trains on four parts of five and reads the fifth, five times. */
export function crossValidate(sets: readonly LabelledSet[]): CrossValidated {
  const untempered = Array.from({ length: folds }, (_, fold) =>
    trainTagger(sets, (text) => foldOf(text) !== fold),
  );
  const temperature = findTemperature(readUnseen(sets, untempered));
  const models = untempered.map((model) => withTemperature(model, temperature));
  return {
    temperature,
    read(text, question) {
      const model = models[foldOf(text)];
      if (!model) throw new RangeError('A text is in one of the folds.');
      return readSentiment(readText(text), question, model);
    },
  };
}

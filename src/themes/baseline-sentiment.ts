import SentimentAnalyzer from 'natural/lib/natural/sentiment/SentimentAnalyzer.js';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { ThreeLabel } from '../text/sentiment-labels.js';
import { readText } from '../text/read-text.js';

/** What others make of a text, to hold the tagger against; they know no question and three classes. */
export interface Baseline {
  name: string;
  read(text: string): ThreeLabel;
}

const bySign = (score: number): ThreeLabel =>
  score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral';

function naturalAfinn(): Baseline {
  const analyser = new SentimentAnalyzer('English', undefined, 'afinn');
  return {
    name: 'natural AFINN',
    read(text) {
      const words = readText(text).tokens.map(({ word }) => word.form);
      return bySign(words.length === 0 ? 0 : analyser.getSentiment(words));
    },
  };
}

function winkBuiltIn(): Baseline {
  const wink = winkNLP(model);
  return {
    name: 'wink-nlp',
    read: (text) => bySign(Number(wink.readDoc(text).out(wink.its.sentiment as never))),
  };
}

/** Its rule for three classes: a compound score of .05 either way (Hutto and Gilbert 2014). */
const vaderFrom = 0.05;

interface Vader {
  SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
}

/** vader-sentiment is there to compare with and no part of the program: undefined where it is not installed. */
async function vader(): Promise<Baseline | undefined> {
  const name = 'vader-sentiment';
  const loaded = (await import(name).catch(() => undefined)) as { default: Vader } | undefined;
  if (!loaded) return undefined;
  const { SentimentIntensityAnalyzer: analyser } = loaded.default;
  return {
    name,
    read(text) {
      const { compound } = analyser.polarity_scores(text);
      return bySign(Math.abs(compound) < vaderFrom ? 0 : compound);
    },
  };
}

export async function createBaselines(): Promise<{ baselines: Baseline[]; skipped: string[] }> {
  const byVader = await vader();
  return {
    baselines: [naturalAfinn(), winkBuiltIn(), ...(byVader ? [byVader] : [])],
    skipped: byVader ? [] : ['vader-sentiment was skipped: it is not installed.'],
  };
}

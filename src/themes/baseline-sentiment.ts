import SentimentAnalyzer from 'natural/lib/natural/sentiment/SentimentAnalyzer.js';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { ModelClass } from '../text/sentiment-model.js';
import { readText } from '../text/read-text.js';

/** What others make of a text, to hold the tagger against; they know no question and three classes. */
export interface Baseline {
  name: string;
  read(text: string): ModelClass;
}

const bySign = (score: number): ModelClass =>
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

export const createBaselines = (): Baseline[] => [naturalAfinn(), winkBuiltIn()];

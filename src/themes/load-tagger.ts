import { readFileSync } from 'node:fs';
import { projectPath } from '../paths.js';
import { decodeModel, type SentimentModel } from '../text/sentiment-model.js';
import { decodeVectors, type WordVectors } from '../text/word-vectors.js';

export const wordVectorsFile = projectPath('src/text/word-vectors.bin');

let vectors: WordVectors | undefined;

/** How common words are used, read once. */
export const loadWordVectors = (): WordVectors =>
  (vectors ??= decodeVectors(readFileSync(wordVectorsFile)));

export const sentimentModelFile = projectPath('src/text/sentiment-model.bin');
/** What the model is, what it learned from and how well it does. */
export const sentimentCardFile = projectPath('src/text/sentiment-model.md');

let loaded: SentimentModel | undefined;

/** The trained sentiment model that comes with the program, read once. */
export const loadSentimentModel = (): SentimentModel =>
  (loaded ??= decodeModel(readFileSync(sentimentModelFile), loadWordVectors()));

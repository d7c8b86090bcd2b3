/** The parts of natural that are used, by path: its index loads drivers for databases. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: { stem(word: string): string };
  export default PorterStemmer;
}
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  export function DamerauLevenshteinDistance(
    source: string,
    target: string,
    options: { restricted: boolean },
  ): number;
}
declare module 'natural/lib/natural/sentiment/SentimentAnalyzer.js' {
  export default class SentimentAnalyzer {
    constructor(language: 'English', stemmer: undefined, vocabulary: 'afinn');
    readonly vocabulary: Readonly<Record<string, number>>;
    /** Mean valence of the words, 0 where there are none. */
    getSentiment(words: readonly string[]): number;
  }
}
declare module 'natural/lib/natural/distance/dice_coefficient.js' {
  /** 0 to 1, of pairs of letters. */
  export default function diceCoefficient(one: string, other: string): number;
}
declare module 'natural/lib/natural/util/stopwords.js' {
  const stopwords: { words: readonly string[] };
  export default stopwords;
}
declare module 'natural/lib/natural/tfidf/tfidf.js' {
  export default class TfIdf {
    addDocument(terms: readonly string[]): void;
    /** The terms of a document, weightiest first. */
    listTerms(document: number): { term: string; tfidf: number }[];
  }
}

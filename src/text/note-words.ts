import { isPassedOver, matchPattern, type PatternOf, type Words } from './match-pattern.js';
import type { ReadText } from './read-text.js';
import {
  noNeed,
  type Entry,
  type MetWord,
  type NeedyPattern,
  type ThemeIndex,
} from './theme-index.js';
import type { Token } from './words.js';

const noPatterns: readonly NeedyPattern[] = [];
const nothing: Pick<MetWord, 'needs' | 'begins'> = { needs: new Uint32Array(), begins: [] };

/** A text as the rules of an index look at it. It holds until the next text of that index. */
export class NotedText implements Words<number> {
  readonly tokens: Token[] = [];
  private readonly met: MetWord[] = [];
  private readonly number: number;
  /** Takes an unsure word for any of its dictionary forms. */
  private readonly loosely: Words<number> = {
    tokens: this.tokens,
    accepts: (wanted, at) => {
      const one = this.met[at];
      // A row goes on past such a word where it is not the one that is wanted, so that must be known.
      return one && isPassedOver(one.word)
        ? this.accepts(wanted, at)
        : (one?.wantedBy.includes(wanted) ?? false);
    },
  };

  constructor(
    private readonly index: ThemeIndex,
    private readonly read: ReadText,
  ) {
    index.texts = (index.texts + 1) >>> 0;
    this.number = index.texts;
    index.lastText[noNeed] = this.number;
    for (const token of read.tokens) {
      const one = index.meet(token.word);
      if (one) this.note(token, one);
    }
  }

  private note(token: Token, one: MetWord): void {
    this.tokens.push(one.word === token.word ? token : { ...token, word: one.word });
    this.met.push(one);
    const { wantedBy } = one;
    const { lastText } = this.index;
    for (let at = 0; at < wantedBy.length; at += 1) lastText[wantedBy[at] ?? 0] = this.number;
  }

  /** Whether all the words that a pattern needs are there, in any order. */
  private isThere({ needs }: NeedyPattern): boolean {
    const { lastText } = this.index;
    for (let at = 0; at < needs.length; at += 1) {
      if (lastText[needs[at] ?? 0] !== this.number) return false;
    }
    return true;
  }

  /** Shows the entries that each word can begin and that may be met there: few. */
  eachBegun(see: (entry: Entry, at: number) => void): void {
    const { lastText } = this.index;
    for (let at = 0; at < this.met.length; at += 1) {
      const { needs, begins } = this.met[at] ?? nothing;
      for (let place = 0; place < needs.length; place += 1) {
        if (lastText[needs[place] ?? 0] !== this.number) continue;
        const entry = begins[place];
        if (entry && this.isThere(entry) && this.mayMatch(entry, at)) see(entry, at);
      }
    }
  }

  /**
   * Which of its dictionary forms a word has is told by a reading of the whole text, which takes as long as
   * everything else: what cannot be met whichever it is needs none.
   */
  private mayMatch(pattern: PatternOf<number>, at: number): boolean {
    const isSure = this.met[at]?.unsure.length === 0;
    // Of two rows the second is near what the first was found at, which another reading may find elsewhere.
    if (isSure || pattern.near.length > 1) return true;
    return matchPattern(pattern, this.loosely, at) !== undefined;
  }

  /** Those exceptions of an entry of which all the words are there. */
  exceptionsOf({ exceptions, exceptionNeeds }: Entry): readonly NeedyPattern[] {
    const { lastText } = this.index;
    let found: NeedyPattern[] | undefined;
    for (let place = 0; place < exceptionNeeds.length; place += 1) {
      if (lastText[exceptionNeeds[place] ?? 0] !== this.number) continue;
      const pattern = exceptions[place];
      if (pattern && this.isThere(pattern)) (found ??= []).push(pattern);
    }
    return found ?? noPatterns;
  }

  accepts(wanted: number, at: number): boolean {
    const one = this.met[at];
    const token = this.tokens[at];
    if (!one || !token || !one.wantedBy.includes(wanted)) return false;
    if (!one.unsure.includes(wanted)) return true;
    return this.index.words[wanted]?.lemmas.has(this.read.lemmaOf(token)) ?? false;
  }
}

import { ViewfinderError } from '../errors.js';
import { parsePattern, PatternFault, type Pattern } from '../text/parse-pattern.js';
import type { ThemeRule, ThemeRules } from '../text/theme-index.js';
import type { FrameContent, FrameTheme } from './code-frame.js';
import { readShipped } from './shipped-rules.js';

export interface LoadedFrame {
  name: string;
  version: string;
  themes: FrameTheme[];
  rules: ThemeRules[];
  /** Every whole word that a rule looks for. */
  vocabulary: string[];
}

function patternsOf(sources: readonly string[], where: string): Pattern[] {
  return sources.map((source) => {
    try {
      return parsePattern(source);
    } catch (error) {
      if (error instanceof PatternFault) {
        throw new ViewfinderError('invalid', `${where}: ${error.message}`);
      }
      throw error;
    }
  });
}

function compileTheme({ key, name, rules, askedAbout }: FrameTheme): ThemeRules {
  const compiled = rules.map(({ say, unless, negated, whenAsked, alone }, at): ThemeRule => {
    const where = `Theme “${name}”, rule ${at + 1} (${say.join('; ')})`;
    return {
      patterns: patternsOf(say, where),
      unless: patternsOf(unless, where),
      whenAsked: patternsOf(whenAsked, where),
      ...(negated ? { negated } : {}),
      ...(alone ? { isAlone: true } : {}),
    };
  });
  const questions = patternsOf(askedAbout, `Theme “${name}”, askedAbout`);
  return { key, rules: compiled, askedAbout: questions };
}

/** Makes a frame ready for use. @throws ViewfinderError `invalid`, naming the rule that cannot be used. */
export const compileFrame = ({ name, version, themes }: FrameContent): LoadedFrame => ({
  name,
  version,
  themes,
  rules: themes.map(compileTheme),
  vocabulary: wordsOf(themes),
});

/** Every whole word that the rules of themes look for. */
export const wordsOf = (themes: readonly FrameTheme[]) => {
  const said = themes.flatMap(({ rules }) => rules.flatMap(({ say }) => say)).join(' ');
  return [...new Set(said.toLowerCase().split(/[^\p{L}]+/u))].filter(Boolean);
};

/** The frame that comes with the program, for children's social care. */
export const shippedFrame = (): FrameContent => readShipped<FrameContent>('frame');

import type { LearnedTheme, ThemeLearning } from './theme-learning.js';

/**
 * What was learned as bytes: the length of the head (32 bits, little-endian), the head as JSON, then for
 * each theme a 32-bit float a feature, little-endian (as every machine that Node runs on), in the order of the
 * head.
 */
export function encodeLearning({ features, comments, themes }: ThemeLearning): Uint8Array {
  const heads = themes.map(({ model: { bias }, ...theme }) => ({ ...theme, bias }));
  const head = new TextEncoder().encode(JSON.stringify({ features, comments, themes: heads }));
  const bytes = new Uint8Array(4 + head.length + themes.length * features.length * 4);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const { model } of themes) {
    bytes.set(new Uint8Array(Float32Array.from(model.weights).buffer), at);
    at += features.length * 4;
  }
  return bytes;
}

type ThemeHead = Omit<LearnedTheme, 'model'> & { bias: number };

/** Reads what `encodeLearning` wrote. */
export function decodeLearning(bytes: Uint8Array): ThemeLearning {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  const { features, comments, themes } = JSON.parse(text) as {
    features: string[];
    comments: number;
    themes: ThemeHead[];
  };
  let at = 4 + length;
  const weightsOf = () => {
    const from = at;
    at += features.length * 4;
    // A copy begins at a whole float, which the file's do not.
    return new Float32Array(new Uint8Array(bytes.subarray(from, at)).buffer);
  };
  const whole = themes.map(({ bias, ...theme }) => ({
    ...theme,
    model: { bias, weights: weightsOf() },
  }));
  return { features, comments, themes: whole };
}

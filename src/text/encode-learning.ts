import type { LearnedTheme, ThemeLearning } from './theme-learning.js';

/**
 * What was learned as bytes: the length of the head (32 bits, little-endian), the head as JSON, then for
 * each theme a 32-bit float a feature, little-endian, in the order of the head.
 */
export function encodeLearning({ features, comments, themes }: ThemeLearning): Uint8Array {
  const heads = themes.map(({ model: { bias }, ...theme }) => ({ ...theme, bias }));
  const head = new TextEncoder().encode(JSON.stringify({ features, comments, themes: heads }));
  const bytes = new Uint8Array(4 + head.length + themes.length * features.length * 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const { model } of themes) {
    for (const weight of model.weights) {
      view.setFloat32(at, weight, true);
      at += 4;
    }
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
  const weightsOf = () =>
    Float32Array.from(features, () => {
      at += 4;
      return view.getFloat32(at - 4, true);
    });
  const whole = themes.map(({ bias, ...theme }) => ({
    ...theme,
    model: { bias, weights: weightsOf() },
  }));
  return { features, comments, themes: whole };
}

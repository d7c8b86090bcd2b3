/**
 * Advance widths of U+0020 to U+007E in thousandths of the size: the wider of Arial and Source Sans 3, as
 * a browser that has the second not draws the first. Read from the fonts' hmtx tables.
 */
const regular = [
  278, 289, 426, 556, 556, 889, 667, 249, 333, 333, 418, 584, 278, 333, 278, 350, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 303, 350, 303, 497, 556, 542, 556, 556, 500, 556, 556, 292, 556, 556, 246, 247, 500,
  255, 833, 556, 556, 556, 556, 347, 500, 338, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const bold = [
  278, 333, 482, 556, 556, 889, 722, 275, 333, 333, 438, 584, 278, 333, 278, 344, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
  611, 778, 722, 282, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 333, 344, 333, 584, 556, 549, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
  278, 889, 611, 611, 611, 611, 389, 556, 361, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/** How a text is set: size in pixels. */
export interface Face {
  size: number;
  bold?: boolean;
}

// Wide enough for the accented letters and dashes of Latin script; from here on signs are square.
const otherWidth = 620;
const squareFrom = 0x2e80;

/** Width of a text in pixels, never less than what a browser takes for Latin script. */
export function textWidth(text: string, { size, bold: isBold = false }: Face): number {
  const widths = isBold ? bold : regular;
  let sum = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    sum += widths[code - 32] ?? (code >= squareFrom || code === 0x2026 ? 1000 : otherWidth);
  }
  return (sum * size) / 1000;
}

function cutTo(text: string, width: number, face: Face): string {
  const signs = [...text];
  while (signs.length > 1 && textWidth(`${signs.join('')}…`, face) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** Words, those wider than a line in parts. */
function wordsOf(text: string, width: number, face: Face): string[] {
  return text.split(/\s+/).flatMap((word) => {
    const parts: string[] = [];
    let part = '';
    for (const sign of word) {
      if (part !== '' && textWidth(part + sign, face) > width) {
        parts.push(part);
        part = '';
      }
      part += sign;
    }
    return part === '' ? parts : [...parts, part];
  });
}

/** Lines of a text that fit a width in pixels; what is beyond `most` lines ends in an ellipsis. */
export function wrapText(text: string, width: number, face: Face, most = 3): string[] {
  const lines: string[] = [];
  for (const word of wordsOf(text, width, face)) {
    const line = lines[lines.length - 1];
    if (line !== undefined && textWidth(`${line} ${word}`, face) <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const rest = lines.slice(most - 1).join(' ');
  return [...kept.slice(0, -1), cutTo(rest, width, face)];
}

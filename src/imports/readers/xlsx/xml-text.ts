const ampersand = 38;
const underscore = 95;
const carriageReturn = 13;

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Text of an XML part: line ends as XML has them, character references resolved unless `literal`, and
 * _x0009_ as the character it stands for (ECMA-376 part 1, 22.9.2.19 ST_Xstring). Excel writes the line
 * ends of Windows as _x000D_ and a line feed; they are one line end here as in every other kind of file.
 */
export function xmlText(bytes: Buffer, start: number, end: number, literal = false): string {
  let joined = 0;
  let marked = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    joined |= byte;
    if (byte === ampersand || byte === underscore || byte === carriageReturn) marked = true;
  }
  const text = bytes.toString(joined > 127 ? 'utf8' : 'latin1', start, end);
  return marked ? resolved(text, literal) : text;
}

function resolved(text: string, literal: boolean): string {
  let plain = text;
  if (plain.includes('\r')) plain = plain.replace(/\r\n?/g, '\n');
  if (!literal && plain.includes('&')) {
    plain = plain.replace(/&(?:#x([\da-f]{1,8})|#(\d{1,8})|([a-z]+));/gi, character);
  }
  if (!plain.includes('_x')) return plain;
  return plain.replace(/_x([\da-f]{4})_/gi, unit).replaceAll('\r\n', '\n');
}

/** What is no reference stays as it is written. */
function character(whole: string, hex?: string, decimal?: string, word?: string): string {
  if (word !== undefined) return named.get(word) ?? whole;
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
}

const unit = (_whole: string, hex: string) => String.fromCharCode(parseInt(hex, 16));

/** Enough text to judge by, taken around the bytes that tell. */
const mostSamples = 2000;

/** What people write: accented letters in words, typographic quotes and dashes, pounds and euros. */
const likely: RegExp[] = [
  /[a-z][à-öø-ÿœß](?=[a-z\s.,;:!?)'"]|$)/u,
  /(?:^|[^A-Za-z])[À-ÖØ-ÞŒ][a-z]/u,
  /[A-Z][À-ÖØ-ÞŒ]/u,
  /[A-Za-z]’[A-Za-z]/u,
  /(?:^|[\s"'(,;])[“‘]\w/u,
  /[\w.,!?][”’](?:[\s"'),.;:!?]|$)/u,
  /\s[–—]\s|\w[–—]\w/u,
  /\w…|…\w/u,
  /[£€]\s?\d/u,
  /(?:^|\s)[•·]\s|\d[°½¼¾]|[^A-Za-z]\u00a0|\u00a0[^A-Za-z]|[®©™]/u,
];

/** What nobody writes: a capital or a sign inside a word, a stray letter between blanks. */
const unlikely: RegExp[] = [
  /[a-z][À-ÖØ-ÞŒŠŽŸ]/u,
  /[A-Za-z][†‡‰ˆ˜¤¦¨¬¶·¸¯±≠∞≤≥∂∑∏π∫Ω√≈∆◊ˇ˘˙˚˝˛ƒ‹›]/u,
  /\s[À-ÖØ-ÞÅÎÏ](?:\s|$)/u,
  /[\u0080-\u009f]/u,
];

/** The characters of bytes 80 to 9F, after the WHATWG Encoding Standard; five stay controls. */
const windowsMarks = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node 20's own decoder reads Windows-1252 as Latin-1, which loses curly quotes and dashes. */
export const decodeWindows1252 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (mark) => windowsMarks[mark.charCodeAt(0) - 0x80] ?? mark);

/**
 * Windows-1252 or Mac Roman, by which makes likelier words of the bytes over 127; Windows-1252 where
 * neither does.
 */
export function singleByteEncoding(bytes: Buffer): 'windows1252' | 'macintosh' {
  const mac = new TextDecoder('macintosh');
  let balance = 0;
  let samples = 0;
  for (let at = 0; at < bytes.length && samples < mostSamples; at += 1) {
    if ((bytes[at] ?? 0) < 128) continue;
    const around = bytes.subarray(Math.max(0, at - 2), at + 3);
    balance += likelihood(mac.decode(around)) - likelihood(decodeWindows1252(around));
    samples += 1;
  }
  return balance > 0 ? 'macintosh' : 'windows1252';
}

const likelihood = (text: string) =>
  likely.filter((one) => one.test(text)).length - unlikely.filter((one) => one.test(text)).length;

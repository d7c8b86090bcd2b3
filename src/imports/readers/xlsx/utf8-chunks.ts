import { unreadable } from '../read-limits.js';

/** The same XML in UTF-8, which nearly every part is in; UTF-16 and the encodings that a part declares. */
export async function* utf8Chunks(
  chunks: AsyncIterable<Buffer>,
  fileName: string,
): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let started = false;
  for await (const chunk of chunks) {
    if (!started) decoder = decoderOf(chunk, fileName);
    started = true;
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

/** As XML 1.0, appendix F, tells encodings by the first bytes; undefined for UTF-8. */
function decoderOf(start: Buffer, fileName: string): TextDecoder | undefined {
  const two = start.toString('latin1', 0, 2);
  if (two === '\xff\xfe' || two === '<\0') return new TextDecoder('utf-16le');
  if (two === '\xfe\xff' || two === '\0<') return new TextDecoder('utf-16be');
  const declared = /^<\?xml[^>]{0,60}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    start.toString('latin1', 0, 120),
  )?.[1];
  // What declares UTF-16 in single bytes is wrong about itself.
  if (declared === undefined || /^utf-?(?:8|16)/i.test(declared)) return undefined;
  try {
    const decoder = new TextDecoder(declared);
    return decoder.encoding === 'utf-8' ? undefined : decoder;
  } catch {
    throw unreadable(
      fileName,
      `is written in the encoding “${declared}”, which cannot be read; open it in a spreadsheet program and save it again as .xlsx`,
    );
  }
}

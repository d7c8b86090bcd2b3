import { xmlText } from './xml-text.js';

const slots = 4096;
const longest = 40;

/**
 * Short texts as strings that equal texts share: of three million answers there are a few hundred
 * different ones. A slot keeps the latest text of its hash, so the pool cannot grow.
 */
export class TextPool {
  private readonly bytes = Buffer.alloc(slots * longest);
  private readonly lengths = new Int8Array(slots).fill(-1);
  private readonly texts = new Array<string>(slots).fill('');

  take(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length > longest) return xmlText(bytes, start, end);
    const slot = slotOf(bytes, start, end);
    if (this.lengths[slot] === length && this.equals(slot, bytes, start, length)) {
      return this.texts[slot] ?? '';
    }
    const text = xmlText(bytes, start, end);
    this.lengths[slot] = length;
    this.texts[slot] = text;
    bytes.copy(this.bytes, slot * longest, start, end);
    return text;
  }

  private equals(slot: number, bytes: Buffer, start: number, length: number): boolean {
    const kept = slot * longest;
    for (let at = 0; at < length; at += 1) {
      if (this.bytes[kept + at] !== bytes[start + at]) return false;
    }
    return true;
  }
}

/** FNV-1a. */
function slotOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) & (slots - 1);
}

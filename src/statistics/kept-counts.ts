/** What a wave's figures depend on: another mark, other figures. */
export interface WaveMark {
  id: number;
  createdAt: string;
  revision: number;
}

interface Kept {
  value: unknown;
  weight: number;
}

/** What one entry may weigh of all that is kept, in counts; about 100 bytes each. */
const mostWeight = 400_000;

/**
 * What was counted of waves, for as long as their answers stay as they are. Bounded: what was longest
 * unused goes first.
 */
export class KeptCounts {
  private readonly entries = new Map<string, Kept>();
  private weight = 0;

  /** The mark is part of the key, so nothing counted before a change is found after it. */
  static key = ({ id, createdAt, revision }: WaveMark, what: string) =>
    `${id} ${createdAt} ${revision} ${what}`;

  find(key: string): unknown {
    const kept = this.entries.get(key);
    if (!kept) return undefined;
    this.entries.delete(key);
    this.entries.set(key, kept);
    return kept.value;
  }

  keep(key: string, value: unknown, weight: number): void {
    this.remove(key);
    if (weight > mostWeight) return;
    this.entries.set(key, { value, weight });
    this.weight += weight;
    for (const oldest of this.entries.keys()) {
      if (this.weight <= mostWeight) return;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}

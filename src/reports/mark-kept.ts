import type { Span } from './folded-text.js';

export interface MarkedRun {
  text: string;
  kept: boolean;
}

/** A comment cut into what an extract keeps of it and what it leaves out. */
export function markKept(comment: string, segments: readonly Span[]): MarkedRun[] {
  const runs: MarkedRun[] = [];
  let end = 0;
  for (const segment of segments) {
    runs.push({ text: comment.slice(end, segment.start), kept: false });
    runs.push({ text: comment.slice(segment.start, segment.end), kept: true });
    end = segment.end;
  }
  runs.push({ text: comment.slice(end), kept: false });
  return runs.filter(({ text }) => text !== '');
}

/**
 * Notes a fault of ours: where it happened, and nothing of what was sent, since an error's message may
 * quote a comment.
 */
export function logFault(words: readonly string[], error: unknown): void {
  const { name, code, stack } = error as { name?: string; code?: string; stack?: string };
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  console.error([[...words, name, code].filter(Boolean).join(' '), ...frames].join('\n'));
}

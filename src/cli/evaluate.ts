import type { CommandLine } from './command-line.js';

export async function evaluateCommand(_line: CommandLine): Promise<void> {
  await Promise.resolve();
}

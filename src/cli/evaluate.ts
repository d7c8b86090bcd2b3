import type { CommandLine } from '../cli.js';

export async function evaluateCommand(_line: CommandLine): Promise<void> {
  await Promise.resolve();
}

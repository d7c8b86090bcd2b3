import { spawn } from 'node:child_process';
import { projectPath } from '../../src/paths.js';

export interface ShellRun {
  status: number | null;
  output: string;
  errors: string;
}

/** Runs `viewfinder` as a shell does, over the folder given as DATA_DIR. */
export function viewfinder(
  dataDir: string,
  args: readonly string[],
  input = '',
  settings: Record<string, string> = {},
): Promise<ShellRun> {
  const child = spawn(process.execPath, [projectPath('dist/src/cli.js'), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: '', ...settings },
  });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output, errors }));
  });
}

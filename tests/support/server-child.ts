import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectPath } from '../../src/paths.js';

export interface ServerChild {
  address: string;
  child: ChildProcess;
  /** As the system ends a program that it has no memory left for: nothing of it runs any more. */
  kill(): Promise<void>;
}

/** The real server in a process of its own, over a data folder, on any free port. */
export async function startServerChild(dataDir: string): Promise<ServerChild> {
  const child = spawn(process.execPath, [projectPath('dist/src/server.js')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, address] = /^Viewfinder is at (\S+?),?(\s|$)/.exec(line) ?? [];
    if (address === undefined) continue;
    child.stdout.resume();
    return {
      address,
      child,
      async kill() {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      },
    };
  }
  throw new Error('The server ended before it listened.');
}

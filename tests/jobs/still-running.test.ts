import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { isStillRunning, ownMark } from '../../src/jobs/still-running.js';

describe('the process that a job was noted by', () => {
  it('runs where it is this one', () => {
    expect(isStillRunning({ processId: process.pid, processMark: ownMark })).toBe(true);
  });

  it('is gone where this one has been given its number', () => {
    expect(isStillRunning({ processId: process.pid, processMark: 'an earlier start' })).toBe(false);
    expect(isStillRunning({ processId: process.pid, processMark: null })).toBe(false);
  });

  it('is gone where another program has been given its number', () => {
    const by = { processId: process.ppid, processMark: 'an earlier start' };
    expect(isStillRunning(by)).toBe(false);
    expect(isStillRunning({ ...by, processMark: null })).toBe(true);
  });

  it('is gone once it was killed', async () => {
    const file = new URL('../../src/jobs/still-running.js', import.meta.url).href;
    const code = `import('${file}').then(({ ownMark }) => { console.log(ownMark); setInterval(() => 0, 1000); })`;
    const child = spawn(process.execPath, ['-e', code]);
    const [mark] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const by = { processId: child.pid ?? 0, processMark: mark.trim() };
    expect(isStillRunning(by)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isStillRunning(by)).toBe(false);
  });
});

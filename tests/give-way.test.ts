import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import os from 'node:os';
import { Worker } from 'node:worker_threads';
import { projectPath } from '../src/paths.js';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a thread of long work gives way, and the thread that serves pages does not', async () => {
  const before = os.getPriority();
  const script = `
    const { parentPort, workerData } = require('node:worker_threads');
    import(workerData).then(({ giveWay }) => {
      giveWay();
      parentPort.postMessage(require('node:os').getPriority());
    });`;
  const thread = new Worker(script, {
    eval: true,
    workerData: projectPath('dist/src/give-way.js'),
  });
  const [priority] = (await once(thread, 'message')) as [number];
  await thread.terminate();
  expect(priority).toBeGreaterThan(before);
  expect(os.getPriority()).toBe(before);
});

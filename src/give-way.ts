import os from 'node:os';

/**
 * Lets the thread that serves pages have a processor first. For threads of long work; elsewhere than on
 * Linux a priority is the whole process's, so it is left alone there.
 */
export function giveWay(): void {
  if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
}

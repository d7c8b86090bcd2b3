import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Linux says of every process since when it runs, so that a later one under its number is told from it. */
const hasProc = existsSync('/proc/self/stat');

const readText = (file: string) => readFileSync(file, 'utf8').trim();

/** See proc(5): after the name in brackets the fields are parted by spaces, the state first, the start as 20th. */
function markOf(processId: number): string | null {
  try {
    const stat = readText(`/proc/${processId}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process stays as a zombie until its parent has taken note of it.
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readText('/proc/sys/kernel/random/boot_id')} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** What is noted beside the number of this process, and is never another's. */
export const ownMark = (hasProc ? markOf(process.pid) : null) ?? randomUUID();

function answers(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Whether the very process that a job was noted by still runs: this one, or a shell command beside it. */
export function isStillRunning(by: { processId: number; processMark: string | null }): boolean {
  if (by.processMark === ownMark) return true;
  if (by.processId === process.pid) return false;
  if (!hasProc) return answers(by.processId);
  const mark = markOf(by.processId);
  // Noted by a version that knew no marks.
  return by.processMark === null ? mark !== null : mark === by.processMark;
}

import { formatCount, formatNumber } from '../http/formats.js';
import type { Job, JobKind } from '../jobs/job-queries.js';
import { shareDone, timeLeft, type StageShare } from '../jobs/time-left.js';

const reading = { stage: 'Reading the file', share: 10 };
const checking = { stage: 'Checking every answer', share: 3 };
const storing = [
  { stage: 'Storing answers', share: 3 },
  { stage: 'Tagging comments', share: 20 },
];
const removing = [
  { stage: 'Removing comments', share: 8 },
  { stage: 'Overwriting what was removed', share: 2 },
];

/** The stages of each kind of work as they follow each other, with about what share of the time each took when measured. */
const stagesOf: Partial<Record<JobKind, readonly StageShare[]>> = {
  read: [reading],
  check: [reading, checking],
  import: [reading, ...storing],
  whole: [reading, checking, ...storing],
  undo: removing,
  purge: removing,
};

/** How far the work on an import is, as its page, the list and programs are told. */
export interface ImportProgress {
  stage: string;
  /** In whatever the stage counts; total 0 while that is not known. */
  done: number;
  total: number;
  /** "Tagging comments: 120,000 of 400,000" */
  words: string;
  /** Of the whole work; null where it is not known. */
  percent: number | null;
  /** Null until it has begun. */
  secondsSoFar: number | null;
  /** For the whole work; null while nothing honest can be said. */
  secondsLeft: number | null;
  /** "About 2 minutes left" */
  timeLeft: string | null;
  /** Somebody wants it cancelled, and it has not stopped yet. */
  cancelledBy: string | null;
}

/** "About 2 minutes left": no finer than an estimate is. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 10) return 'A few seconds left';
  if (seconds < 55) return `About ${Math.ceil(seconds / 10) * 10} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `About ${formatCount(Math.max(1, minutes), 'minute')} left`;
  return `About ${formatCount(Math.round(seconds / 3600), 'hour')} left`;
}

const stageWords = ({ stage, done, total }: Job) =>
  total > 0 ? `${stage}: ${formatNumber(done)} of ${formatNumber(total)}` : stage;

const since = (instant: string | null, now: number) =>
  instant === null ? 0 : Math.max(0, now - Date.parse(instant));

/** `now` in milliseconds, as Date.now() has it. */
export function importProgress(job: Job, now: number): ImportProgress {
  const { stage, done, total, startedAt, stageStartedAt, cancelledBy } = job;
  const pace = {
    stage,
    done,
    total,
    elapsed: since(startedAt, now),
    stageElapsed: since(stageStartedAt, now),
  };
  const stages = stagesOf[job.kind] ?? [];
  const left = timeLeft(pace, stages);
  const share = shareDone(pace, stages);
  const secondsLeft = left === null ? null : Math.round(left / 1000);
  return {
    stage,
    done,
    total,
    words: stageWords(job),
    percent: share === null ? null : Math.floor(share * 100),
    secondsSoFar: startedAt === null ? null : Math.floor(pace.elapsed / 1000),
    secondsLeft,
    timeLeft: secondsLeft === null ? null : timeLeftWords(secondsLeft),
    cancelledBy,
  };
}

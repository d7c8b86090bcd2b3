/** One stage of a kind of work, and its share of the time that the whole takes, in any unit. */
export interface StageShare {
  stage: string;
  share: number;
}

/** How far work is, times in milliseconds since it or its present stage began; total 0 while not counted. */
export interface Pace {
  stage: string;
  done: number;
  total: number;
  elapsed: number;
  stageElapsed: number;
}

/** Before it a pace says nothing: a worker starts, a file is opened. */
const firstMilliseconds = 5000;
/** Of a stage that is counted, before its own pace says anything: its first parts may have been ready. */
const firstPart = 0.02;
const firstOfStage = 2000;

const sum = (stages: readonly StageShare[]) =>
  stages.reduce((total, { share }) => total + share, 0);

const partOf = ({ done, total }: Pace) => (total > 0 ? Math.min(1, done / total) : 0);

/** How much of the whole is done, from 0 to 1; null where the stage is none of its stages. */
export function shareDone(pace: Pace, stages: readonly StageShare[]): number | null {
  const at = stages.findIndex(({ stage }) => stage === pace.stage);
  const present = stages[at];
  if (!present) return null;
  return (sum(stages.slice(0, at)) + present.share * partOf(pace)) / sum(stages);
}

/** Milliseconds that the present stage will still take, by its own pace or by that of the stages before. */
function leftOfStage(pace: Pace, before: number, own: number): number | null {
  const part = partOf(pace);
  const hasPace = part >= firstPart && pace.stageElapsed >= firstOfStage;
  if (hasPace) return (pace.stageElapsed * (1 - part)) / part;
  if (before === 0 || pace.total > 0) return null;
  const expected = ((pace.elapsed - pace.stageElapsed) / before) * own;
  return expected > pace.stageElapsed ? expected - pace.stageElapsed : null;
}

/**
 * Milliseconds until the whole is done, or null while nothing honest can be said: in the first seconds, and
 * where a stage has hardly begun, or takes longer than its share and is not counted. The present stage goes on at its own pace;
 * those to come take their shares of what all until then will have taken.
 */
export function timeLeft(pace: Pace, stages: readonly StageShare[]): number | null {
  const at = stages.findIndex(({ stage }) => stage === pace.stage);
  const present = stages[at];
  if (!present || pace.elapsed < firstMilliseconds) return null;
  const before = sum(stages.slice(0, at));
  const left = leftOfStage(pace, before, present.share);
  if (left === null) return null;
  const after = sum(stages.slice(at + 1));
  return left + ((pace.elapsed + left) * after) / (before + present.share);
}

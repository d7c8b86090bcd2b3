/** Gives the value at a point and writes the slope there into `slope`. */
export type Objective = (point: Float64Array, slope: Float64Array) => number;

/** Steps and slopes that the shape of the function is judged by. */
const remembered = 12;
/** Of the fall that the slope promises, the part that a step must bring (Armijo). */
const leastFall = 1e-4;

interface Memory {
  step: Float64Array;
  change: Float64Array;
  curve: number;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}

function addTimes(to: Float64Array, from: Float64Array, times: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + times * (from[at] ?? 0);
}

/** The way down from a slope, bent by what earlier steps told of the curvature. */
function directionFrom(slope: Float64Array, memory: readonly Memory[]): Float64Array {
  const way = slope.map((one) => -one);
  const shares = memory.map(() => 0);
  for (let at = memory.length - 1; at >= 0; at -= 1) {
    const { step, change, curve } = memory[at] as Memory;
    const share = dot(step, way) / curve;
    shares[at] = share;
    addTimes(way, change, -share);
  }
  const last = memory[memory.length - 1];
  if (last) {
    const scale = last.curve / dot(last.change, last.change);
    for (let at = 0; at < way.length; at += 1) way[at] = (way[at] ?? 0) * scale;
  }
  memory.forEach(({ step, change, curve }, at) => {
    addTimes(way, step, (shares[at] ?? 0) - dot(change, way) / curve);
  });
  return way;
}

/**
 * The point where a smooth convex function is least, from 0 on, by L-BFGS (Nocedal 1980) with steps that are
 * halved until they bring enough. Gives what is found after so many rounds, or when no step helps.
 */
export function minimise(objective: Objective, size: number, rounds: number): Float64Array {
  let point = new Float64Array(size);
  let slope = new Float64Array(size);
  let value = objective(point, slope);
  const memory: Memory[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const way = directionFrom(slope, memory);
    const fall = dot(slope, way);
    let stride = memory.length === 0 ? 1 / Math.sqrt(Math.max(-fall, 1)) : 1;
    let next = point;
    const nextSlope = new Float64Array(size);
    let nextValue = Infinity;
    for (
      let tries = 0;
      tries < 20 && !(nextValue <= value + leastFall * stride * fall);
      tries += 1
    ) {
      if (tries > 0) stride /= 2;
      next = point.slice();
      addTimes(next, way, stride);
      nextValue = objective(next, nextSlope);
    }
    if (!(nextValue < value)) break;
    const change = nextSlope.slice();
    addTimes(change, slope, -1);
    const step = way.map((one) => one * stride);
    const curve = dot(step, change);
    // A step along which the slope does not grow tells nothing of the curvature.
    if (curve > 1e-12) memory.push({ step, change, curve });
    if (memory.length > remembered) memory.shift();
    [point, slope, value] = [next, nextSlope, nextValue];
  }
  return point;
}

/** Turns a score into a probability: 1 / (1 + exp(-(slope × score + offset))). */
export interface Calibration {
  slope: number;
  offset: number;
}

export const probabilityOf = ({ slope, offset }: Calibration, score: number): number =>
  1 / (1 + Math.exp(-(slope * score + offset)));

const rounds = 50;
const smallest = 1e-9;

/**
 * Fits a calibration to scores of examples that were not trained on (Platt 1999), with his targets, which
 * keep a class that is never missed from being certain, by Newton's method.
 */
export function fitCalibration(
  scores: readonly number[],
  belongs: readonly boolean[],
): Calibration {
  const there = belongs.filter(Boolean).length;
  const high = (there + 1) / (there + 2);
  const low = 1 / (belongs.length - there + 2);
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < rounds; round += 1) {
    let [bySlope, byOffset, curve, both, flat] = [0, 0, smallest, 0, smallest];
    scores.forEach((score, at) => {
      const chance = probabilityOf({ slope, offset }, score);
      const error = chance - (belongs[at] ? high : low);
      const weight = chance * (1 - chance);
      bySlope += error * score;
      byOffset += error;
      curve += weight * score * score;
      both += weight * score;
      flat += weight;
    });
    const determinant = curve * flat - both * both;
    if (Math.abs(determinant) < smallest) break;
    const slopeStep = (flat * bySlope - both * byOffset) / determinant;
    const offsetStep = (curve * byOffset - both * bySlope) / determinant;
    // Half a step where a whole one would leap past the end.
    const part = Math.min(1, 5 / Math.max(Math.abs(slopeStep), Math.abs(offsetStep), smallest));
    slope -= slopeStep * part;
    offset -= offsetStep * part;
    if (Math.abs(slopeStep) + Math.abs(offsetStep) < 1e-8) break;
  }
  return { slope, offset };
}

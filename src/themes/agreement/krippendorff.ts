import {
  countCodes,
  noVariation,
  nothingInCommon,
  type Code,
  type Coefficient,
} from './coefficient.js';

/**
 * Krippendorff's alpha for nominal codes of any number of coders, some of them missing: 1 - Do / De
 * (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability). Each unit is the codes that a comment
 * was given; a missing code is left out, and a comment with fewer than two says nothing.
 */
export function krippendorffAlpha(units: readonly (readonly Code[])[]): Coefficient {
  const paired = units.filter((codes) => codes.length > 1);
  const total = paired.reduce((sum, codes) => sum + codes.length, 0);
  if (total === 0) return nothingInCommon;
  const observed = paired.reduce((sum, codes) => sum + unlike(codes) / (codes.length - 1), 0);
  const expected = unlike(paired.flat());
  if (expected === 0) return noVariation;
  return { value: 1 - ((total - 1) * observed) / expected };
}

/** Ordered pairs of codes that differ. */
function unlike(codes: readonly Code[]): number {
  let alike = 0;
  for (const times of countCodes(codes).values()) alike += times * times;
  return codes.length * codes.length - alike;
}

import type { WaveEvidence } from '../../src/statistics/comparability.js';

export const yes = { code: 0, label: 'Yes', count: 60, wordings: ['Yes'] };
export const no = { code: 1, label: 'No', count: 40, wordings: ['No'] };

/** A wave in which 60 of 100 children say yes and 40 no, but for what is given. */
export const evidence = (name: string, change: Partial<WaveEvidence> = {}): WaveEvidence => ({
  waveId: 1,
  wave: name,
  wordings: ['Do you feel safe?'],
  several: false,
  responses: 100,
  base: 100,
  options: [yes, no],
  dontKnow: 0,
  notAsked: 0,
  noReply: 0,
  strays: 0,
  hasRouting: false,
  askedOf: null,
  groups: ['Children'],
  ...change,
});

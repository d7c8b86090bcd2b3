import { noValue } from './comment-filter.js';

/** How bad the worst statement of a comment is, as stored, the worst first. */
export const criticalityNames = {
  '3': 'Severe',
  '2': 'Serious',
  '1': 'Mild',
  '0': 'Nothing bad',
  [noValue]: 'Not judged',
};

/** How a comment came to its themes. */
export const sourceNames = {
  rule: 'Rules',
  model: 'The learned model',
  person: 'A person',
  [noValue]: 'No theme',
};

export const reviewedNames = { yes: 'Read and confirmed', no: 'Not read yet' };

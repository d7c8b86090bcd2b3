import { headerKey } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own = ownColumns({
  response_id: ['id'],
  date: ['completion time'],
  personal: ['email', 'name'],
  technical: [
    'start time',
    'last modified time',
    'total points',
    'quiz feedback',
    'grade posted time',
    'language',
  ],
});

/**
 * Microsoft Forms (xlsx): ID, Start time, Completion time, Email, Name, then one column a question;
 * several answers in one cell end each with ";"; a repeated title gets a 2, which stays. After DESIGN
 * "Import" 2 alone: no real export was at hand.
 */
export const microsoftForms = oneRowLayout({
  key: 'microsoft-forms',
  name: 'Microsoft Forms',
  own,
  score: (found) => {
    if (!found.has('start time') || !found.has('completion time')) return 0;
    return found.has('id') ? 1 : 0.8;
  },
  headings: (headers) =>
    headers.map((header) => ({
      header,
      known: /^(?:points|feedback) - /i.test(header) ? 'technical' : own.get(headerKey(header)),
    })),
  multipleSeparator: ';',
});

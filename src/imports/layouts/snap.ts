import { splitBrackets } from './header-rows.js';
import { headerKey, headerText } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own = ownColumns({
  response_id: ['id.respondent', 'id.case', 'id.serial', 'id.guid'],
  date: ['id.date', 'id.enddate', 'id.completed'],
  personal: ['id.name', 'id.email', 'id.ip', 'id.login'],
  technical: [
    'id.start',
    'id.startdate',
    'id.starttime',
    'id.end',
    'id.endtime',
    'id.time',
    'id.duration',
    'id.lang',
    'id.language',
    'id.site',
    'id.server',
    'id.url',
    'id.device',
    'id.browser',
    'id.format',
    'id.mode',
    'id.status',
    'id.seed',
  ],
});

/**
 * Snap (csv, xlsx): paradata about the reply in columns that begin with "ID.", and a missing value
 * "Not asked" beside "No reply" and "Error", as snapsurveys.com's technical specification of Snap
 * Professional and its page on paradata name them. No real export was at hand, so the names behind
 * "ID." and the spelling of the missing values were not compared with one.
 */
export const snap = oneRowLayout({
  key: 'snap',
  name: 'Snap',
  own,
  score: (found) => (found.size < 2 ? 0 : Math.min(1, 0.65 + found.size * 0.1)),
  headings: (headers) =>
    splitBrackets(headers.map(headerText)).map((heading) => {
      const key = headerKey(heading.header);
      return { ...heading, known: own.get(key) ?? (key.startsWith('id.') ? 'technical' : '') };
    }),
  notAskedTexts: ['Not asked', 'Not Asked', 'NOT ASKED'],
  noReplyTexts: ['No reply', 'No Reply', 'NO REPLY'],
});

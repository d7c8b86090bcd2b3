import { headerKey } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own = ownColumns({
  response_id: ['record_id', 'participant_id', 'study_id'],
  technical: [
    'redcap_survey_identifier',
    'redcap_event_name',
    'redcap_repeat_instrument',
    'redcap_repeat_instance',
    'redcap_data_access_group',
  ],
});

/** One column an option of a check box: "question___option". */
const checkBox = /^(.+?)___(.+)$/;
const technical = /_(?:complete|timestamp)$/;

/**
 * REDCap raw export (csv): record_id first, check boxes as question___option holding 0 or 1, and
 * form_complete and form_timestamp columns. After the test files of the R package REDCapR.
 */
export const redcap = oneRowLayout({
  key: 'redcap',
  name: 'REDCap',
  own,
  score: (found, headers) => {
    const boxes = headers.filter((header) => checkBox.test(header)).length;
    const forms = headers.filter((header) => /_complete$/.test(header)).length;
    if (forms === 0 || (boxes === 0 && found.size < 2)) return 0;
    return own.has(headerKey(headers[0] ?? '')) ? 0.9 : 0.6;
  },
  headings: (headers) =>
    headers.map((header) => {
      const [, question, option] = checkBox.exec(header) ?? [];
      const known = technical.test(header) ? 'technical' : own.get(headerKey(header));
      return { header: question ?? header, subheader: option ?? '', code: header, known };
    }),
});

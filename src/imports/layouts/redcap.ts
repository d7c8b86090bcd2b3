import type { SourceSheet } from '../import-types.js';
import { headerKey } from './header-text.js';
import { ownColumns } from './layout.js';
import { oneRowLayout } from './one-row-layout.js';

const own = ownColumns({
  response_id: ['record_id', 'participant_id', 'study_id', 'record id'],
  technical: [
    'redcap_survey_identifier',
    'redcap_event_name',
    'redcap_repeat_instrument',
    'redcap_repeat_instance',
    'redcap_data_access_group',
    'survey identifier',
    'event name',
    'repeat instrument',
    'repeat instance',
    'data access group',
    'survey timestamp',
    'complete?',
  ],
});

/** One column an option of a check box: "question___option", or "Wording (choice=Option)" with labels. */
const checkBox = /^(.+?)(?:___(.+)| ?\(choice=(.+)\))$/;
const technical = /_(?:complete|timestamp)$/;

/** The list of fields, which REDCap offers beside the records. */
export const isDataDictionary = ({ rows }: SourceSheet) =>
  headerKey(rows[0]?.[0] ?? '') === 'variable / field name';

/**
 * REDCap raw export (csv): record_id first, check boxes as question___option holding 0 or 1, and
 * form_complete and form_timestamp columns; or the same with labels. After the test files of the R package REDCapR.
 */
export const redcap = oneRowLayout({
  key: 'redcap',
  name: 'REDCap',
  own,
  score: (found, headers) => {
    const boxes = headers.filter((header) => checkBox.test(header)).length;
    const forms = headers.filter((header) => /_complete$|^Complete\?$/.test(header)).length;
    if (forms === 0 || (boxes === 0 && found.size < 2)) return 0;
    return own.has(headerKey(headers[0] ?? '')) ? 0.9 : 0.6;
  },
  headings: (headers) =>
    headers.map((header) => {
      const [, question, name, label] = checkBox.exec(header) ?? [];
      const known = technical.test(header) ? 'technical' : own.get(headerKey(header));
      return { header: question ?? header, subheader: name ?? label ?? '', code: header, known };
    }),
});

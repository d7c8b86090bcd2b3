import { lowerFirst } from '../http/formats.js';
import { respondentGroups } from './respondent-groups.js';

const forms = new Map(respondentGroups.map(({ key, attribution }) => [key, attribution]));

/** Whose words they are and where they were given: "Child's view from fostering survey". */
export const viewFrom = (groupKey: string | null, survey: string) =>
  `${forms.get(groupKey ?? '') ?? "Respondent's view"} from ${lowerFirst(survey)}`;

/**
 * The house form that follows a quotation: "(Child's view from fostering survey)"; "(Respondent's
 * view from fostering survey)" where the group is not known.
 */
export const attribution = (groupKey: string | null, survey: string) =>
  `(${viewFrom(groupKey, survey)})`;

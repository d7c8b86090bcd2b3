import {
  activeChoices,
  wantedOf,
  type ChoiceKey,
  type CommentFilter,
} from '../../comments/comment-filter.js';
import type { FacetNames } from '../../comments/facet-name-queries.js';
import { formatCount, formatList, formatNumber, lowerFirst } from '../../http/formats.js';
import { respondentGroups } from '../../surveys/respondent-groups.js';
import type { Use } from './candidate-queries.js';
import type { Candidate } from './rank-candidates.js';

const plurals = new Map(respondentGroups.map(({ key, plural }) => [key, lowerFirst(plural)]));

/** What a selection can be said in besides "comments": "by children", "about being listened to". */
const saidAs = ['sentiment', 'group', 'theme', 'survey'] as const;
type Said = (typeof saidAs)[number];

const isSaid = (key: ChoiceKey, { chosen }: CommentFilter): key is Said =>
  saidAs.some((said) => said === key) && wantedOf(chosen[key]).unwanted.length === 0;

/** What comments a selection is of: "143 negative comments by children about being listened to". */
export function subjectOf(total: number, filter: CommentFilter, names: FacetNames): string {
  const said = (key: Said, name: (value: string) => string | undefined) => {
    const { wanted, unwanted } = wantedOf(filter.chosen[key]);
    if (wanted.length === 0 || unwanted.length > 0) return '';
    return formatList(wanted.map((value) => name(value) ?? value));
  };
  const sentiment = said('sentiment', (value) => names.sentiment.get(value)?.toLowerCase());
  const group = said('group', (value) => plurals.get(value) ?? 'people of no known group');
  const theme = said('theme', (value) => lowerFirst(names.theme.get(value) ?? value));
  const survey = said('survey', (value) => lowerFirst(names.survey.get(value) ?? value));
  // Those that are flagged are left out of every selection here, which is no choice of the reader's.
  const others = activeChoices(filter.chosen).filter(
    (key) => key !== 'flag' && !isSaid(key, filter),
  );
  return [
    formatCount(total, [sentiment, 'comment'].filter(Boolean).join(' ')),
    group && `by ${group}`,
    theme && `about ${theme}`,
    survey && `in the ${survey}`,
    filter.search || others.length > 0 ? 'that this search finds' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Why a candidate stands for the others: "Typical of 143 comments by children about being listened to". */
export function typicalReason({ ranked }: Candidate, subject: string): string {
  const { centrality } = ranked.parts;
  if (centrality >= 0.5) return `Typical of ${subject}`;
  return centrality >= 0.2 ? `Fairly typical of ${subject}` : `Less typical of ${subject}`;
}

function usedWords(commentId: number, uses: readonly Use[], reportId: number | null): string[] {
  const places = new Map(
    uses.map((use) => {
      const where =
        use.reportId === reportId ? 'this report' : (use.title ?? 'a report that you may not see');
      const what =
        use.commentId === commentId
          ? `Quoted in ${where} already`
          : `Another comment by the same person is quoted in ${where} already`;
      return [what, what];
    }),
  );
  return [...places.keys()];
}

/** What else there is to know of a candidate, a sentence each: use, details, clarity and length. */
export function candidateNotes(
  { comment, ranked, uses, details }: Candidate,
  reportId: number | null,
) {
  const { faults, words } = ranked;
  return {
    used: usedWords(comment.id, uses, reportId),
    details:
      details.length > 0
        ? `Could identify somebody by ${formatList(details.map(({ detail }) => `“${detail}”`))}: redact it or leave it out`
        : null,
    alone: faults.length > 0 ? `When read alone it ${formatList(faults)}` : 'Clear when read alone',
    length: `${formatNumber(words)} ${words === 1 ? 'word' : 'words'}`,
  };
}

/** The respondent groups of the field, with the attribution form of the house style. */
export interface RespondentGroup {
  key: string;
  name: string;
  plural: string;
  /** Begins an attribution: "Child's view", as in "(Child's view from fostering survey)"; of several, "Children's views". */
  attribution: { singular: string; plural: string };
  /** Further wordings that exports use for the group, lower case. */
  synonyms: readonly string[];
}

export const respondentGroups: readonly RespondentGroup[] = [
  {
    key: 'child',
    name: 'Child',
    plural: 'Children',
    attribution: { singular: "Child's view", plural: "Children's views" },
    synonyms: [
      'young person',
      'young people',
      'child or young person',
      'children and young people',
      'looked after child',
      'looked-after child',
      'child in care',
      'care leaver',
      'pupil',
    ],
  },
  {
    key: 'birth_parent',
    name: 'Birth parent',
    plural: 'Birth parents',
    attribution: { singular: "Birth parent's view", plural: "Birth parents' views" },
    synonyms: [
      'parent',
      'parents',
      'birth mother',
      'birth father',
      'parent or carer',
      'mum or dad',
    ],
  },
  {
    key: 'foster_carer',
    name: 'Foster carer',
    plural: 'Foster carers',
    attribution: { singular: "Foster carer's view", plural: "Foster carers' views" },
    synonyms: ['carer', 'foster parent', 'foster parents', 'approved foster carer'],
  },
  {
    key: 'adopter',
    name: 'Adopter',
    plural: 'Adopters',
    attribution: { singular: "Adoptive parent's view", plural: "Adoptive parents' views" },
    synonyms: [
      'adoptive parent',
      'adoptive parents',
      'prospective adopter',
      'prospective adopters',
    ],
  },
  {
    key: 'iro',
    name: 'Independent reviewing officer',
    plural: 'Independent reviewing officers',
    attribution: { singular: "IRO's view", plural: "IROs' views" },
    synonyms: ['iro', 'iros', 'reviewing officer', 'independent reviewing officer (iro)'],
  },
  {
    key: 'social_worker',
    name: 'Social worker',
    plural: 'Social workers',
    attribution: { singular: "Social worker's view", plural: "Social workers' views" },
    synonyms: ['placing social worker', "child's social worker", 'supervising social worker'],
  },
  {
    key: 'partner_agency',
    name: 'Partner agency',
    plural: 'Partner agencies',
    attribution: { singular: "Partner agency's view", plural: "Partner agencies' views" },
    synonyms: [
      'partner',
      'partner organisation',
      'agency',
      'health professional',
      'teacher',
      'school',
    ],
  },
  {
    key: 'staff',
    name: 'Staff',
    plural: 'Staff',
    attribution: { singular: "Staff member's view", plural: "Staff members' views" },
    synonyms: ['staff member', 'member of staff', 'residential worker', 'manager'],
  },
];

const byWording = new Map(
  respondentGroups.flatMap((group) =>
    [group.key, group.name, group.plural, ...group.synonyms].map((wording) => [
      wording.toLowerCase(),
      group,
    ]),
  ),
);

/** The group that a wording names ("Adoptive parents", "iro"), or undefined. */
export const findRespondentGroup = (wording: string): RespondentGroup | undefined =>
  byWording.get(
    wording
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, ' '),
  ) ?? byWording.get(wording.trim().toLowerCase());

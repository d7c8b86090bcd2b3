import { z } from 'zod';

const spaced = z.string().transform((words) => words.split(/\s+/u).filter(Boolean));
const phrases = z
  .string()
  .transform((words) =>
    words.split(',').flatMap((phrase) => phrase.trim().replace(/\s+/gu, ' ') || []),
  );

/** What is known of names, places and the like; see tables/. Everything in lower case, without accents. */
export const identifyingTables = z.strictObject({
  given: spaced,
  words: spaced,
  surnames: spaced,
  places: phrases,
  ambiguous: phrases,
  rivers: phrases,
  hospitals: phrases,
  backgrounds: z.strictObject({
    ethnicity: phrases,
    nationality: phrases,
    religion: phrases,
    language: phrases,
    sexuality: phrases,
    ofPersons: phrases,
  }),
  notBackgrounds: phrases,
  countries: phrases,
  conditions: phrases,
  notConditions: phrases,
  jobs: phrases,
  ordinary: spaced,
  capitals: spaced,
  known: phrases,
  titles: spaced,
  callings: spaced,
  relations: spaced,
  roles: spaced,
  verbs: spaced,
  things: spaced,
  noNames: spaced,
  placeCues: spaced,
  inPlace: spaced,
  schoolTypes: spaced,
  dedications: phrases,
  schoolQualities: spaced,
  homeTypes: spaced,
  homeQualities: spaced,
  nature: spaced,
  homesKnown: phrases,
  homeEnds: spaced,
  streetTypes: spaced,
  streetAlways: spaced,
  streetQualities: spaced,
  months: spaced,
  monthsAlways: spaced,
  councils: spaced,
  persons: spaced,
});

export type IdentifyingTables = z.infer<typeof identifyingTables>;

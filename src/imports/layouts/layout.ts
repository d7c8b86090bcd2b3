import type { PlatformColumn, SourceSheet, SurveyTable } from '../import-types.js';

export interface Recognition {
  /** 0 (not this platform) to 1 (certain). */
  score: number;
  /** Why, in plain sentences. */
  evidence: string[];
}

/** One platform's way of writing an export. A new platform is one new file, listed in recognise-layout. */
export interface Layout {
  key: string;
  name: string;
  recognise(sheet: SourceSheet): Recognition;
  /** Called for sheets that `recognise` scored above 0. */
  toTable(sheet: SourceSheet): SurveyTable;
}

export const notRecognised: Recognition = { score: 0, evidence: [] };

/** What the platform's own columns are, by header in lower case; '' for a column without a role. */
export type OwnColumns = ReadonlyMap<string, PlatformColumn | ''>;

export const ownColumns = (roles: Partial<Record<PlatformColumn, readonly string[]>>): OwnColumns =>
  new Map(
    Object.entries(roles).flatMap(([role, headers]) =>
      headers.map((header) => [header, role as PlatformColumn] as const),
    ),
  );

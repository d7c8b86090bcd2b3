import { startTestApp, type TestApp } from '../support/test-app.js';
import { addTestAccount, testFormToken } from '../support/sign-in.js';

/** The parts of a report's JSON that the tests look at. */
export interface ShownReport {
  report: {
    id: number;
    title: string;
    revision: number;
    parts: {
      id: number;
      revision: number;
      kind: string;
      extract?: string;
      attribution?: string;
      sentence?: string;
      base: string | null;
      fault: string | null;
      withheld: string | null;
      ofSamePerson?: number;
      measureId?: number;
    }[];
    failing: { id: number }[];
    stale: { id: number }[];
    sources: {
      survey: string;
      wave: string;
      responses: number;
      quotes: number;
      callOuts: number;
    }[];
    notes: string[];
  };
}

/** What the tests look at of an extract beside its comment. */
export interface ShownExtract {
  sides: {
    extract: string;
    fault: string | null;
    printed: { text: string; own: boolean }[];
    redactions: { id: string; mark: string; hides: string }[];
    cautions: { key: string; sentence: string }[];
  };
  reasons: { reason: string }[];
}

export interface ReportDesk {
  app: TestApp;
  /** Sends JSON and asks for JSON; redirects are not followed. */
  send(path: string, body: unknown): Promise<Response>;
  get(path: string, accept?: string): Promise<Response>;
  newReport(title: string): Promise<number>;
  shown(reportId: number): Promise<ShownReport['report']>;
  /** The one comment of the samples that begins so. */
  comment(beginning: string): Promise<{ id: number; text: string }>;
  /** A part's revision as its page has it. */
  revision(reportId: number, partId: number): Promise<string>;
  /** Adds a quote, every redaction with a reason and every caution ticked, and returns the id of its part. */
  quote(reportId: number, commentId: number, extract: string): Promise<number>;
  /** Approves every quote of a report as it stands, as another person than its author would. */
  approve(reportId: number): Promise<void>;
}

/** The id at the end of a redirect's address, "/reports/3?notice=…#part-7". */
export const partIn = (response: Response) =>
  Number(/#part-(\d+)$/.exec(response.headers.get('location') ?? '')?.[1]);

/** As the report's page has it: the revision of the report, or of a part of it. */
async function revisionIn(app: TestApp, reportId: number, partId?: number): Promise<number> {
  const { report } = (await app.json(`/reports/${reportId}`)) as unknown as ShownReport;
  return partId === undefined
    ? report.revision
    : (report.parts.find(({ id }) => id === partId)?.revision ?? 0);
}

/** Takes a part out as somebody does who has just looked at it. */
export const takeOut = async (app: TestApp, reportId: number, partId: number): Promise<Response> =>
  app.post(`/reports/${reportId}/parts/${partId}/remove`, {
    revision: String(await revisionIn(app, reportId, partId)),
  });

/** Deletes a report as somebody does who has just looked at it. */
export const deleteReport = async (app: TestApp, reportId: number): Promise<Response> =>
  app.post(`/reports/${reportId}/delete`, {
    revision: String(await revisionIn(app, reportId)),
  });

export async function openReportDesk(): Promise<ReportDesk> {
  const app = await startTestApp({ samples: true });
  // Somebody has looked into every comment that may tell of risk, so that all of them can be quoted.
  const settled = { outcome: 'no_risk', settledBy: 'Ann', settledAt: '2026-01-01T00:00:00.000Z' };
  await app.services.db.updateTable('riskHit').set(settled).execute();
  const approver = await addTestAccount(app.services.db, ['approver']);
  const get = (path: string, accept = 'application/json') =>
    app.fetch(path, { headers: { accept }, redirect: 'manual' });
  const send = (path: string, body: unknown) =>
    app.fetch(path, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-csrf-token': testFormToken,
      },
      body: JSON.stringify(body),
      redirect: 'manual',
    });
  return {
    app,
    get,
    send,
    async newReport(title) {
      const response = await app.post('/reports', { title });
      return Number(/^\/reports\/(\d+)\?/.exec(response.headers.get('location') ?? '')?.[1]);
    },
    async shown(reportId) {
      return ((await app.json(`/reports/${reportId}`)) as unknown as ShownReport).report;
    },
    async revision(reportId, partId) {
      const { part } = (await app.json(`/reports/${reportId}/parts/${partId}`)) as {
        part: { revision: number };
      };
      return String(part.revision);
    },
    comment: (beginning) =>
      app.services.db
        .selectFrom('comment')
        .select(['id', 'text'])
        .where('text', 'like', `${beginning}%`)
        .executeTakeFirstOrThrow(),
    async quote(reportId, commentId, extract) {
      const path = `/reports/${reportId}/quotes`;
      const looked = await send(path, { commentId, extract, look: true });
      const { sides } = (await looked.json()) as ShownExtract;
      const reasons = sides.redactions.map(() => 'Names a person');
      const heeded = sides.cautions.map(({ key }) => key);
      return partIn(await send(path, { commentId, extract, reasons, heeded }));
    },
    async approve(reportId) {
      await app.services.db
        .updateTable('reportPart')
        .set(({ ref }) => ({
          status: 'approved' as const,
          approvedExtract: ref('extract'),
          approvedById: approver,
          approvedBy: 'approver@example.org',
          approvedAt: '2026-05-03T10:00:00.000Z',
        }))
        .where('reportId', '=', reportId)
        .where('kind', '=', 'quote')
        .execute();
    },
  };
}

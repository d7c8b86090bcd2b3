import { startTestApp, type TestApp } from '../support/test-app.js';
import { testFormToken } from '../support/sign-in.js';

/** The parts of a report's JSON that the tests look at. */
export interface ShownReport {
  report: {
    id: number;
    title: string;
    parts: {
      id: number;
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

export interface ReportDesk {
  app: TestApp;
  /** Sends JSON and asks for JSON; redirects are not followed. */
  send(path: string, body: unknown): Promise<Response>;
  get(path: string, accept?: string): Promise<Response>;
  newReport(title: string): Promise<number>;
  shown(reportId: number): Promise<ShownReport['report']>;
  /** The one comment of the samples that begins so. */
  comment(beginning: string): Promise<{ id: number; text: string }>;
  /** Adds a quote and returns the id of its part. */
  quote(reportId: number, commentId: number, extract: string): Promise<number>;
}

/** The id at the end of a redirect's address, "/reports/3?notice=…#part-7". */
export const partIn = (response: Response) =>
  Number(/#part-(\d+)$/.exec(response.headers.get('location') ?? '')?.[1]);

export async function openReportDesk(): Promise<ReportDesk> {
  const app = await startTestApp({ samples: true });
  // Somebody has looked into every comment that may tell of risk, so that all of them can be quoted.
  const settled = { outcome: 'no_risk', settledBy: 'Ann', settledAt: '2026-01-01T00:00:00.000Z' };
  await app.services.db.updateTable('riskHit').set(settled).execute();
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
    comment: (beginning) =>
      app.services.db
        .selectFrom('comment')
        .select(['id', 'text'])
        .where('text', 'like', `${beginning}%`)
        .executeTakeFirstOrThrow(),
    async quote(reportId, commentId, extract) {
      return partIn(await send(`/reports/${reportId}/quotes`, { commentId, extract }));
    },
  };
}

import { expect } from '@jest/globals';
import type { Role } from '../../../src/people/permissions.js';
import { addTestAccount, signIn, testFormToken } from '../../support/sign-in.js';
import type { StoredPart } from '../../../src/reports/report-parts.js';
import { openReportDesk, partIn, type ReportDesk } from '../report-http.js';

/** What the tests look at of a quote's page. */
export interface ShownQuote {
  id: number;
  revision: number;
  status: string;
  extract: string;
  fault: string | null;
  approvedBy: string | null;
  redactions: { mark: string; reason: string }[];
  findings: { kind: string; detail: string; settled: object | null }[];
  moves: { key: string; missing: string[] }[];
  history: { by: string; what: string; note: string | null; words: string | null }[];
  waitsForYou: boolean;
  next: number | null;
}

/** One of the people who sign quotes off. */
export interface Person {
  name: string;
  cookie: string;
  get(path: string, accept?: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  quote(reportId: number, partId: number): Promise<ShownQuote>;
  /** Makes a move of the quote as it stands now, unless told of another revision. */
  move(place: [number, number], move: string, more?: object): Promise<Response>;
}

export interface SignOffDesk {
  desk: ReportDesk;
  author: Person;
  colleague: Person;
  approver: Person;
  /** May write and approve. */
  chief: Person;
  reader: Person;
  /** A report of the author's with a quote of each of these; the ids of the quotes. */
  report(
    title: string,
    ...quotes: [beginning: string, extract: string][]
  ): Promise<[number, number[]]>;
  /** A report with a quote that is ready, or approved by the approver. */
  ready(title: string, quote?: [string, string]): Promise<[number, number]>;
  approved(title: string): Promise<[number, number]>;
  stored(partId: number): Promise<StoredPart>;
  stop(): Promise<void>;
}

/** Comments of the samples by how they begin, with words to quote of them. */
export const love: [string, string] = ['We were given a two-page', 'We love him.'];
export const job: [string, string] = ['When I leave im coming', 'im coming back to work here'];

export const faultsIn = async (response: Response) =>
  ((await response.json()) as { faults: { field: string; message: string }[] }).faults.map(
    ({ message }) => message,
  );

export async function openSignOff(): Promise<SignOffDesk> {
  const desk = await openReportDesk();
  const { services } = desk.app;
  async function person(role: Role, name: string): Promise<Person> {
    const cookie = await signIn(services, await addTestAccount(services.db, [role], name));
    const get = (path: string, accept = 'application/json') =>
      desk.app.fetch(path, { headers: { accept, cookie }, redirect: 'manual' });
    const post = (path: string, body: unknown) =>
      desk.app.fetch(path, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-csrf-token': testFormToken,
          cookie,
        },
        body: JSON.stringify(body),
        redirect: 'manual',
      });
    const quote = async (reportId: number, partId: number) =>
      ((await (await get(`/reports/${reportId}/quotes/${partId}`)).json()) as { quote: ShownQuote })
        .quote;
    return {
      name,
      cookie,
      get,
      post,
      quote,
      async move([reportId, partId], move, more = {}) {
        const { revision } = await quote(reportId, partId);
        return post(`/reports/${reportId}/quotes/${partId}`, { move, revision, ...more });
      },
    };
  }
  const author = await person('report_author', 'wren');
  const approver = await person('approver', 'petra');
  const { db } = services;
  async function report(title: string, ...quotes: [string, string][]): Promise<[number, number[]]> {
    const made = await author.post('/reports', { title });
    const reportId = Number(/reports\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1]);
    const ids: number[] = [];
    for (const [beginning, extract] of quotes) {
      const { id: commentId } = await desk.comment(beginning);
      ids.push(partIn(await author.post(`/reports/${reportId}/quotes`, { commentId, extract })));
    }
    return [reportId, ids];
  }
  async function ready(title: string, quote = love): Promise<[number, number]> {
    const [reportId, [partId = 0]] = await report(title, quote);
    expect((await author.move([reportId, partId], 'ready')).status).toBe(303);
    return [reportId, partId];
  }
  return {
    desk,
    author,
    colleague: await person('report_author', 'colin'),
    approver,
    chief: await person('administrator', 'dara'),
    reader: await person('reader', 'rowan'),
    report,
    ready,
    async approved(title) {
      const place = await ready(title);
      expect((await approver.move(place, 'approve')).status).toBe(303);
      return place;
    },
    stored: (id) =>
      db.selectFrom('reportPart').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    stop: () => desk.app.stop(),
  };
}

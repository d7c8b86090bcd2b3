import { z } from 'zod';
import { ViewfinderError } from '../errors.js';
import { isLoopbackName } from '../http/security.js';

const problemSchema = z.object({
  detail: z.string().optional(),
  faults: z.array(z.object({ message: z.string() })).catch([]),
});

/** A Viewfinder on another machine, asked as its pages are, with a token. */
export interface RemoteServer {
  /** What is wanted of the page at a path. @throws ViewfinderError with one sentence. */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** Sends a form; the path of what the server made of it. @throws ViewfinderError with one sentence. */
  post(path: string, form: FormData): Promise<string>;
  /** Removes what is at a path. @throws ViewfinderError with one sentence. */
  remove(path: string): Promise<void>;
}

function parseServer(server: string): URL {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  const isPrivate =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackName(url.hostname));
  if (url && isPrivate) return url;
  throw new ViewfinderError(
    'invalid',
    '--server must be the https address of a Viewfinder, such as https://viewfinder.example.gov.uk: over plain http the token could be read on its way.',
  );
}

async function faultOf(answer: Response, url: URL): Promise<ViewfinderError> {
  if (answer.status === 401) {
    return new ViewfinderError(
      'forbidden',
      `${url.origin} does not accept the token in VIEWFINDER_TOKEN: it may have ended or been revoked. Make another on your account’s page.`,
    );
  }
  const problem = problemSchema.safeParse(await answer.json().catch(() => undefined));
  const told = problem.data?.faults[0]?.message ?? problem.data?.detail;
  return new ViewfinderError(
    'invalid',
    told === undefined
      ? `${url.origin} answered with status ${answer.status} and no reason. Is it a Viewfinder?`
      : `${url.origin} refused: ${told}`,
  );
}

/**
 * A server and the token to ask it with. The token comes from the environment alone: an argument would
 * show in the machine's list of processes.
 * @throws ViewfinderError `invalid` where either will not do.
 */
export function remoteServer(server: string, token: string | undefined): RemoteServer {
  const base = parseServer(server);
  if (!token || !/^[\w-]+$/.test(token)) {
    throw new ViewfinderError(
      'invalid',
      'Put a token into the environment variable VIEWFINDER_TOKEN first; you make one on your account’s page.',
    );
  }
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };

  async function send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, base), { ...init, headers });
    } catch (cause) {
      throw new ViewfinderError(
        'unavailable',
        `${base.origin} cannot be reached. Check the address and your network.`,
        { cause },
      );
    }
  }

  return {
    async get(path, schema) {
      const answer = await send(path, {});
      if (!answer.ok) throw await faultOf(answer, base);
      const page = schema.safeParse(await answer.json().catch(() => undefined));
      if (page.success) return page.data;
      throw new ViewfinderError(
        'invalid',
        `${base.origin} did not answer as this version of Viewfinder does.`,
      );
    },
    async post(path, form) {
      const answer = await send(path, { method: 'POST', body: form, redirect: 'manual' });
      const place = answer.headers.get('location');
      if (answer.status !== 201 || place === null) throw await faultOf(answer, base);
      return new URL(place, base).pathname;
    },
    async remove(path) {
      const answer = await send(path, { method: 'DELETE' });
      if (!answer.ok) throw await faultOf(answer, base);
    },
  };
}

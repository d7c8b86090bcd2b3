import type { TestApp } from '../support/test-app.js';

/** Somebody with a browser of their own: keeps its cookie and sends each form as the page has it. */
export interface Visitor {
  cookie(): string;
  get(path: string): Promise<Response>;
  /** Loads the page with the form first, for its token; redirects are not followed. */
  post(page: string, path: string, fields: Record<string, string | string[]>): Promise<Response>;
  signIn(name: string, password: string, to?: string): Promise<Response>;
}

export const password = 'quiet river ochre lamp';

export function visitor(
  app: Pick<TestApp, 'address'>,
  headers: Record<string, string> = {},
): Visitor {
  let cookie = '';
  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${app.address}${path}`, {
      ...init,
      headers: { accept: 'text/html', ...headers, ...(cookie !== '' && { cookie }) },
      redirect: 'manual',
    });
    for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
    return answer;
  };
  const post: Visitor['post'] = async (page, path, fields) => {
    const form = await (await send(page)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const pairs = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    return send(path, { method: 'POST', body: new URLSearchParams([...pairs, ['csrf', csrf]]) });
  };
  return {
    cookie: () => cookie,
    get: (path) => send(path),
    post,
    signIn: (name, given, to = '/') => post('/sign-in', '/sign-in', { name, password: given, to }),
  };
}

import ejs from 'ejs';
import type { Request, Response } from 'express';
import { may, type Permission } from '../people/permissions.js';
import type { FieldFault } from '../errors.js';
import { projectPath } from '../paths.js';
import * as format from './formats.js';
import { notices, type NoticeKey } from './notices.js';
import { parseText } from './parse.js';

const viewsFolder = projectPath('views');

export interface Page {
  /** Template below views/pages, without its ending: 'surveys/list'. */
  view: string;
  title: string;
  /** The page's contents: what a template shows, and the whole of the JSON answer. */
  model: Record<string, unknown>;
  /** What the template needs besides, such as a function: no part of the JSON answer. */
  locals?: Record<string, unknown>;
  status?: number;
  back?: { href: string; text: string };
  faults?: readonly FieldFault[];
  /** Seconds after which the page of long work loads itself again where no script keeps it up to date. */
  refreshSeconds?: number;
}

/** Renders one template of views/ to text, for a page or for a file that leaves the server. */
export function renderView(view: string, locals: Record<string, unknown>): Promise<string> {
  return ejs.renderFile(
    projectPath(`views/${view}.ejs`),
    { format, ...locals },
    {
      cache: true,
      root: viewsFolder,
    },
  );
}

/** Whether the client asks for JSON rather than a page; addresses for programs have nothing else. */
export const wantsJson = (request: Request) =>
  request.originalUrl.startsWith('/api/') || request.accepts(['html', 'json']) === 'json';

/** Answers with the page, or with its model as JSON where the client asks for `application/json`. */
export async function sendPage(request: Request, response: Response, page: Page): Promise<void> {
  response.status(page.status ?? 200).vary('Accept');
  if (wantsJson(request)) {
    const faults = page.faults?.length ? { faults: page.faults } : {};
    response.json({ title: page.title, ...page.model, ...faults });
    return;
  }
  const faults = page.faults ?? [];
  const locals = {
    ...page.locals,
    ...page.model,
    title: page.title,
    back: page.back,
    faults,
    faultOf: (field: string) => faults.find((fault) => fault.field === field)?.message,
    notice: notices.get(parseText(request.query['notice'])),
    refreshSeconds: page.refreshSeconds,
    viewer: request.viewer,
    may: (permission: Permission) => may(request.viewer, permission),
    csrfToken: () => request.csrfToken?.() ?? '',
    /** How many quotes wait for the viewer's approval; undefined for who approves none. */
    approvals: response.locals['approvals'] as number | undefined,
    section: request.path.split('/')[1] ?? '',
  };
  const body = await renderView(`pages/${page.view}`, locals);
  response.type('html').send(await renderView('layouts/page', { ...locals, body }));
}

/** After a form is done: sends the browser to a page (or a place on it, "/reports/1#part-2"), with a notice by its key. */
export function redirectTo(response: Response, path: string, notice?: NoticeKey): void {
  const [page = '', place] = path.split('#');
  const separator = page.includes('?') ? '&' : '?';
  const told = notice === undefined ? page : `${page}${separator}notice=${notice}`;
  response.redirect(303, place === undefined ? told : `${told}#${place}`);
}

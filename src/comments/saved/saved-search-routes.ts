import { Router, type Request, type Response } from 'express';
import { ViewfinderError, type FieldFault } from '../../errors.js';
import { parseFields, parseId } from '../../http/parse.js';
import { redirectTo, sendPage } from '../../http/send-page.js';
import type { Services } from '../../http/services.js';
import { parseSearchAddress } from '../search-address.js';
import { selectionAddress } from '../selection.js';
import { noFields, parseSavedSearch, type SavedSearchFields } from './saved-search-form.js';
import {
  addSavedSearch,
  changeSavedSearch,
  findSavedSearch,
  mayChange,
  noteLook,
  removeSavedSearch,
} from './saved-search-queries.js';
import { parametersOf, searchInWords, showSavedSearches } from './show-saved-searches.js';

interface Form {
  form: SavedSearchFields;
  faults: readonly FieldFault[];
}

/** What follows the question mark; '' of the search of everything. */
const parametersIn = (address: string) => address.replace(/^[^?]*\??/, '');

/** Searches that are kept by a name: the list, saving one, opening, changing and deleting it. */
export function savedSearchRoutes({ db }: Services): Router {
  const router = Router();
  const back = { href: '/searches', text: 'Saved searches' };
  const found = (request: Request) =>
    findSavedSearch(db, request.viewer, parseId(request.params['searchId'], 'saved search'));

  async function changeable(request: Request) {
    const search = await found(request);
    if (mayChange(request.viewer, search)) return search;
    throw new ViewfinderError(
      'forbidden',
      `Only ${search.ownerName}, who saved this search, may change it. Save one of your own instead.`,
    );
  }

  router.get('/searches', async (request, response) => {
    const model = await showSavedSearches(db, request.viewer);
    await sendPage(request, response, { view: 'searches/list', title: 'Saved searches', model });
  });

  async function sendNew(request: Request, response: Response, address: string, of: Form) {
    const parameters = parametersOf(parametersIn(address));
    const { selection, words } = await searchInWords(db, request.viewer, parameters);
    await sendPage(request, response, {
      view: 'searches/form',
      title: 'Save this search',
      status: of.faults.length > 0 ? 422 : 200,
      faults: of.faults,
      back: { href: selectionAddress(selection), text: 'Back to your search' },
      model: { form: of.form, words, address: selectionAddress(selection), action: '/searches' },
    });
  }

  router.get('/searches/new', (request, response) => {
    const address = parseSearchAddress(request.query['from']);
    return sendNew(request, response, address, { form: noFields, faults: [] });
  });

  router.post('/searches', async (request, response) => {
    const fields = parseFields(request.body);
    const address = parseSearchAddress(fields['from']);
    const { form, faults } = parseSavedSearch(fields);
    if (faults.length > 0) return sendNew(request, response, address, { form, faults });
    await addSavedSearch(db, request.viewer, form, parametersIn(address));
    redirectTo(response, '/searches', 'search-saved');
  });

  router.get('/searches/:searchId', async (request, response) => {
    const { id, parameters } = await found(request);
    await noteLook(db, request.viewer, id);
    redirectTo(response, parameters === '' ? '/comments' : `/comments?${parameters}`);
  });

  async function sendEdit(request: Request, response: Response, change?: Form) {
    const { id, parameters, name, note, isShared } = await changeable(request);
    const { words } = await searchInWords(db, request.viewer, parametersOf(parameters));
    const faults = change?.faults ?? [];
    await sendPage(request, response, {
      view: 'searches/form',
      title: 'Change this saved search',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back,
      model: {
        form: change?.form ?? { name, note, isShared: isShared === 1 },
        words,
        address: null,
        action: `/searches/${id}/edit`,
      },
    });
  }

  router.get('/searches/:searchId/edit', (request, response) => sendEdit(request, response));

  router.post('/searches/:searchId/edit', async (request, response) => {
    const search = await changeable(request);
    const change = parseSavedSearch(parseFields(request.body));
    if (change.faults.length > 0) return sendEdit(request, response, change);
    await changeSavedSearch(db, request.viewer, search, change.form);
    redirectTo(response, '/searches', 'saved-search-changed');
  });

  router.get('/searches/:searchId/delete', async (request, response) => {
    const { id, name, parameters, isShared } = await changeable(request);
    const { words } = await searchInWords(db, request.viewer, parametersOf(parameters));
    const model = { search: { id, name, isShared: isShared === 1 }, words };
    const title = 'Delete this saved search?';
    await sendPage(request, response, { view: 'searches/delete', title, back, model });
  });

  router.post('/searches/:searchId/delete', async (request, response) => {
    await removeSavedSearch(db, request.viewer, await changeable(request));
    redirectTo(response, '/searches', 'saved-search-deleted');
  });

  return router;
}

import { Router, type Request, type Response } from 'express';
import { findSavedSearch, mayChange } from '../comments/saved/saved-search-queries.js';
import { parametersOf, searchInWords } from '../comments/saved/show-saved-searches.js';
import { ViewfinderError, type FieldFault } from '../errors.js';
import { parseFields, parseId, parseText } from '../http/parse.js';
import { redirectTo, sendPage } from '../http/send-page.js';
import type { Services } from '../http/services.js';
import { hiddenFrom } from '../people/sight.js';
import { currentFrame } from './frame-queries.js';
import { startTopic, stopTopic } from './live-topics.js';
import { liveTopics, topicCounts } from './topic-queries.js';

/** Live topics: saved searches that give a theme to what they find. */
export function topicRoutes({ db }: Services): Router {
  const router = Router();

  async function changeable(request: Request) {
    const id = parseId(request.params['searchId'], 'saved search');
    const search = await findSavedSearch(db, request.viewer, id);
    if (mayChange(request.viewer, search)) return search;
    throw new ViewfinderError('forbidden', `Only ${search.ownerName} may have this search tag.`);
  }

  async function sendTopic(
    request: Request,
    response: Response,
    faults: readonly FieldFault[] = [],
  ): Promise<void> {
    const { viewer } = request;
    const search = await changeable(request);
    const { content } = await currentFrame(db);
    const topic = (await liveTopics(db)).find(({ savedSearchId }) => savedSearchId === search.id);
    const { words } = await searchInWords(db, viewer, parametersOf(search.parameters));
    await sendPage(request, response, {
      view: 'searches/topic',
      title: 'Tag what this search finds',
      status: faults.length > 0 ? 422 : 200,
      faults,
      back: { href: '/searches', text: 'Saved searches' },
      model: {
        search: { id: search.id, name: search.name },
        words,
        topic: topic ?? null,
        theme: content.themes.find(({ key }) => key === topic?.themeKey)?.name ?? null,
        counts: await topicCounts(db, search.id, hiddenFrom(viewer)),
        themes: content.themes.map(({ key, name }) => ({ value: key, text: name })),
      },
    });
  }

  router.get('/searches/:searchId/topic', (request, response) => sendTopic(request, response));

  router.post('/searches/:searchId/topic', async (request, response) => {
    const search = await changeable(request);
    try {
      await startTopic(db, request.viewer, search, parseText(parseFields(request.body)['theme']));
    } catch (error) {
      if (!(error instanceof ViewfinderError) || error.faults.length === 0) throw error;
      return sendTopic(request, response, error.faults);
    }
    redirectTo(response, `/searches/${search.id}/topic`, 'topic-started');
  });

  router.post('/searches/:searchId/topic/stop', async (request, response) => {
    const search = await changeable(request);
    const removeTags = parseText(parseFields(request.body)['tags']) === 'remove';
    await stopTopic(db, request.viewer, search, removeTags);
    redirectTo(response, `/searches/${search.id}/topic`, 'topic-stopped');
  });

  return router;
}

import {
  noChoices,
  parseChoices,
  commentsAddress,
  type Choices,
} from '../comments/comment-filter.js';
import { parseOptionalId, parseText } from '../http/parse.js';
import { piles, type Pile, type QueueOrder } from './review-queries.js';

/** What somebody works through: a pile, narrowed as a search is, in an order. */
export interface ReviewQueue {
  pile: Pile;
  order: QueueOrder;
  chosen: Choices;
}

const isPile = (text: string): text is Pile => Object.hasOwn(piles, text);

/** Reads a queue from an address; anything may stand in it. */
export function parseQueue(parameters: Readonly<Record<string, unknown>>): ReviewQueue {
  const pile = parseText(parameters['pile']);
  const seed = parseOptionalId(parameters['seed']);
  return {
    pile: isPile(pile) ? pile : 'unsure',
    order: seed === undefined ? { by: 'doubt' } : { by: 'random', seed },
    chosen: { ...parseChoices(parameters).chosen, flag: noChoices.flag },
  };
}

/** A page of a queue: its address holds names and numbers alone, never a word of a comment. */
export function queueAddress({ pile, order, chosen }: ReviewQueue, path: string): string {
  const address = commentsAddress(chosen, {}, path);
  const own = new URLSearchParams({ pile });
  if (order.by === 'random') own.set('seed', String(order.seed));
  return `${address}${address.includes('?') ? '&' : '?'}${own.toString()}`;
}

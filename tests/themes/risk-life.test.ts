import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shellViewer } from '../../src/people/shell-viewer.js';
import { settleRisk } from '../../src/themes/risk-queries.js';
import { startTestServices, type TestServices } from '../support/test-services.js';

let services: TestServices;
beforeEach(async () => (services = await startTestServices()));
afterEach(() => services.stop());

/** A wave of three children, each under a response id; the first is the one that changes. */
const send = (name: string, says: string) =>
  services.importText(
    name,
    [
      'Response ID,I am a,Do you feel well here?,What could be better?',
      `1,Child,Yes,${says}`,
      '2,Child,No,More trips to the sea',
      '3,Child,Yes,I have bruises on my arm',
    ].join('\n'),
    { survey: 'Homes' },
  );

const hits = () =>
  services.db
    .selectFrom('riskHit')
    .innerJoin('comment', 'comment.id', 'riskHit.commentId')
    .select(['comment.id', 'comment.text', 'riskHit.kinds', 'riskHit.evidence', 'riskHit.outcome'])
    .orderBy('comment.id')
    .execute();
const firstHit = async () => {
  const [hit] = await hits();
  if (!hit) throw new Error('Nothing tells of risk.');
  return hit;
};
const settle = async () =>
  settleRisk(services.db, shellViewer(), (await firstHit()).id, { outcome: 'known', flag: false });

describe('what tells of risk in an import', () => {
  test('goes with it when it is undone', async () => {
    const { importId } = await send('first.csv', 'He hits me when I am late');
    expect(await hits()).toMatchObject([
      { kinds: '["harm"]', outcome: null },
      { kinds: '["harm"]', outcome: null },
    ]);
    await services.jobs.start('undo', importId, shellViewer());
    await services.jobs.idle();
    expect(await services.db.selectFrom('riskHit').selectAll().execute()).toEqual([]);
  });

  test('is found where a later file brings other words, and goes where it takes them away', async () => {
    await send('first.csv', 'More trips to the zoo');
    expect(await hits()).toHaveLength(1);
    await send('second.csv', 'He hits me when I am late');
    expect((await hits()).map(({ text }) => text)).toEqual([
      'He hits me when I am late',
      'I have bruises on my arm',
    ]);
    await send('third.csv', 'A bigger garden');
    expect(await hits()).toHaveLength(1);
  });

  test('stays settled while its words are the same, whatever else changes', async () => {
    await send('first.csv', 'He hits me when I am late');
    await settle();
    await send('second.csv', 'I would like a dog. He hits me when I am late');
    const hit = await firstHit();
    expect(hit.outcome).toBe('known');
    const [found] = JSON.parse(hit.evidence) as { evidence: { start: number }[] }[];
    expect(found?.evidence[0]?.start).toBeGreaterThan(18);
  });

  test('is open again where other words tell of it than those that were settled', async () => {
    await send('first.csv', 'He hits me when I am late');
    await settle();
    await send('second.csv', 'He hits me when I am late and I cut myself');
    expect(await firstHit()).toMatchObject({ kinds: '["self_harm","harm"]', outcome: null });
    const decisions = await services.db.selectFrom('codingDecision').selectAll().execute();
    expect(decisions.map(({ after, accountName }) => [after, accountName])).toEqual([
      ['{"outcome":"known"}', shellViewer().accountName],
      ['{"outcome":null}', 'Viewfinder'],
    ]);
  });

  test('stays as it was settled where its words are gone, without them', async () => {
    await send('first.csv', 'He hits me when I am late');
    await settle();
    await send('second.csv', 'A bigger garden');
    expect(await firstHit()).toMatchObject({ evidence: '[]', outcome: 'known' });
  });
});

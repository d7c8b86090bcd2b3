import { keptFolder } from '../support/kept-folder.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { importThrough } from '../support/upload.js';

/** Words of one response alone: in a comment, in another comment, in a fact about the respondent. */
export const ownWords = ['quagglemire', 'brimblethwacket', 'zwimbleshire', 'hits me'];

const heading = 'Response ID,I am a,Region,I feel safe here,What could be better?,What is good?';

/** 30 responses: 12 disagree, the one of row 6 among them; every third writes nothing good. */
const lines = Array.from({ length: 30 }, (_, at) => {
  const own = at === 4;
  return [
    `R-${at + 1}`,
    at % 2 === 0 ? 'Child' : 'Foster carer',
    own ? 'Zwimbleshire' : ['London', 'Kent'][at % 2],
    at < 12 ? 'Disagree' : 'Agree',
    own ? 'The quagglemire in my room is noisy' : `I would like more toast ${at}`,
    own
      ? 'My brother hits me with a brimblethwacket'
      : at % 3 === 0
        ? ''
        : `The garden number ${at} is lovely`,
  ].join(',');
});

export const spoken = {
  name: 'spoken.csv',
  bytes: new TextEncoder().encode([heading, ...lines].join('\n')),
};

export interface Spoken {
  /** The page of the import. */
  place: string;
  reportId: number;
}

/**
 * Imports the file as the wave 1 of "Spoken survey", keeps "Who feels unsafe" as a measure, and quotes the
 * person of row 6, then another, in a report with that measure.
 */
export async function importSpoken(app: TestApp): Promise<Spoken> {
  const place = await importThrough(app, { file: spoken, survey: 'Spoken survey', wave: '1' });
  const { questions } = (await app.json('/waves/1')) as {
    questions: { id: number; text: string; options: { label: string; code: number }[] }[];
  };
  const safe = questions.find(({ text }) => text === 'I feel safe here');
  const disagree = safe?.options.find(({ label }) => label === 'Disagree');
  await app.post(`/waves/1/questions/${safe?.id}/measures`, {
    name: 'Who feels unsafe',
    options: String(disagree?.code),
    groups: [],
    statement: 'of those asked did not feel safe',
  });
  await app.post('/reports', { title: 'What we heard' });
  for (const word of ['quagglemire', 'toast 7']) {
    const { id, text } = await commentOf(app, word);
    await app.post('/reports/1/quotes', { commentId: String(id), extract: text });
  }
  await app.post('/reports/1/call-outs', { measures: '1' });
  return { place, reportId: 1 };
}

export const commentOf = (app: TestApp, words: string) =>
  app.services.db
    .selectFrom('comment')
    .select(['id', 'text'])
    .where('text', 'like', `%${words}%`)
    .executeTakeFirstOrThrow();

/** Everything that the pages of an import's comments tell, by the row of the sheet: answers and words. */
export async function toldByRow(app: TestApp): Promise<Map<number, object>> {
  const ids = await app.services.db.selectFrom('comment').select('id').execute();
  const told = new Map<number, object>();
  for (const { id } of ids) {
    const page = (await app.json(`/comments/${id}`)) as {
      text: string;
      group: string;
      answers: object[];
      comments: { text: string }[];
      import: { row: number };
    };
    const words = [page.text, ...page.comments.map(({ text }) => text)].sort();
    told.set(page.import.row, { words, answers: page.answers, group: page.group });
  }
  return told;
}

const spokenFolder = keptFolder(async () => {
  const app = await startTestApp();
  await importSpoken(app);
  await app.services.jobs.idle();
  return { dataDir: app.services.config.dataDir, stop: app.stop };
});

/** An application over a copy of a data folder that `importSpoken` has filled once for the suite. */
export const startSpokenApp = async (): Promise<TestApp> =>
  startTestApp({ folder: await spokenFolder() });

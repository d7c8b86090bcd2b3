import { readConfig } from '../../src/config.js';
import { openServices, serve } from '../../src/server.js';
import { waveQuestions } from '../../src/statistics/wave-counts.js';
import { addTestAccount, signIn } from '../support/sign-in.js';

/** Serves the waves of a folder; tells its parent where, who is signed in and which pages there are. */
export interface StatisticsServer {
  address: string;
  cookie: string;
  pages: Record<string, string>;
}

const [folder = ''] = process.argv.slice(2);
const services = await openServices(readConfig({ DATA_DIR: folder, PORT: '0' }));
const { address, stop } = await serve(services);
const cookie = await signIn(services, await addTestAccount(services.db, ['analyst']));
const { questions } = await waveQuestions(services.db, 1);
const [first, second] = questions.filter(({ kind }) => kind === 'single');
const authority = questions.find(({ role }) => role === 'local_authority');
const tell: StatisticsServer = {
  address,
  cookie,
  pages: {
    'A wave': '/waves/1',
    'A question': `/waves/1/questions/${first?.id}`,
    'A cross-tabulation': `/waves/1/crosstab?rows=${first?.id}&columns=${authority?.id}`,
    'Of some responses': `/waves/1/crosstab?rows=${first?.id}&columns=${authority?.id}&where=${second?.id}:0`,
  },
};
process.on('message', () => {
  void stop().then(() => process.disconnect());
});
process.send?.(tell);

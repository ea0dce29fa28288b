// `tsx dying.ts <web> <project> <place>`: publishes, and dies at that place as by kill -9; at "wait" it waits for its end
// with the lock in its hands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../../scripts/pipeline/release/publication/lock.ts';
import { pathsIn } from '../../../scripts/pipeline/release/publication/manifest.ts';
import { sideFolder } from '../../../scripts/pipeline/release/publication/side-folder.ts';
import { transact } from '../../../scripts/pipeline/release/publication/transaction.ts';
import { guideFacts } from '../../../scripts/release/guide-facts.ts';
import { parseStages } from '../../../scripts/release/stages.ts';

const [web = '', project = '', wanted = ''] = process.argv.slice(2);
const read = (path: string) => readFileSync(join(project, path), 'utf8');
const guide = guideFacts(read('sushi-config.yaml'), 'sushi-config.yaml');
const stage = parseStages(read('stages.yaml')).value?.find(({ name }) => name === 'release');
if (guide === undefined || stage === undefined) throw new Error('The guide cannot be read.');

const side = sideFolder(web);
const lock = takeLock(side);
const step = (place: string) => {
  if (place !== wanted) return;
  if (place === 'verified' && process.send !== undefined) {
    process.send('waiting');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
  process.kill(process.pid, 'SIGKILL');
};
step('locked');
const list = readdirSync(join(web, 'ig/guide')).includes('package-list.json')
  ? JSON.parse(readFileSync(join(web, 'ig/guide/package-list.json'), 'utf8'))
  : undefined;
const release = {
  project,
  guide,
  stage,
  request: JSON.parse(read('publication-request.json')),
  layout: { folder: 'ig/guide', feeds: { package: 'package-feed.xml' } },
  built: { paths: [...pathsIn(join(project, 'build/site'))], resources: [], issues: [] },
  before: list,
  comparison: undefined,
};
const signal = new AbortController().signal;
const options = { signal, now: new Date(), step, isDryRun: false, mayMove: () => lock.require() };
await transact(side, release, options);
lock.release();

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyOf, ig, type Run, type RunOptions, sharedCache, temporaryFolder } from '../cli/run-ig.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const recordedLog: string = join(here, 'publisher-2.1.2.txt');

/** How the Publisher of a test ends: well, or in a way of fake-java.mjs; a number is its exit code. */
export interface Fake {
  readonly end?: string;
  /** The line of the log with which it stops. */
  readonly at?: string;
  readonly java?: string;
  readonly jekyll?: 'works' | 'missing' | 'broken';
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stop?: RunOptions['stop'];
}

/**
 * A machine with a cache of its own, programs that stand in for Java and Jekyll, and a small guide: all that is ours
 * runs, and what the Publisher does is as the test says.
 */
export function fakeMachine(project: string = copyOf('allergies')) {
  const folder = temporaryFolder();
  const cache = join(folder, 'cache');
  const bin = join(folder, 'bin');
  const record = join(folder, 'runs.txt');
  mkdirSync(join(cache, 'publisher'), { recursive: true });
  mkdirSync(join(sharedCache, 'fhir-packages'), { recursive: true });
  for (const name of readdirSync(sharedCache).filter((each) => !['publisher', 'jars', 'compilations'].includes(each)))
    symlinkSync(join(sharedCache, name), join(cache, name));
  writeFileSync(join(cache, 'publisher', 'publisher-2.1.2.jar'), ''); // fake Java does not read it
  mkdirSync(bin);
  const program = (name: string, text: string) => {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  copyFileSync(join(here, 'fake-java.mjs'), join(bin, 'fake-java.mjs'));
  program('java', `#!/bin/sh\nexec "${process.execPath}" "${join(bin, 'fake-java.mjs')}" "$@"\n`);

  const publish = (fake: Fake = {}): Promise<Run> => {
    const { jekyll = 'works' } = fake;
    if (jekyll !== 'missing')
      program('jekyll', jekyll === 'works' ? '#!/bin/sh\necho jekyll 4.3.1\n' : '#!/bin/sh\nexit 1\n');
    return ig(['publish', '--offline', '--publisher-source', 'release', ...(fake.args ?? []), project], {
      env: {
        IG_CACHE: cache,
        PATH: bin, // what else this machine has is not to be found
        FAKE_LOG: recordedLog,
        FAKE_RECORD: record,
        FAKE_END: fake.end ?? 'well',
        ...(fake.at === undefined ? {} : { FAKE_AT: fake.at }),
        ...(fake.java === undefined ? {} : { FAKE_JAVA: fake.java }),
        ...fake.env,
      },
      ...(fake.stop === undefined ? {} : { stop: fake.stop }),
    });
  };
  const site = join(project, 'build', 'site', 'index.html');
  return {
    project,
    cache,
    publish,
    site: () => (existsSync(site) ? readFileSync(site, 'utf8') : undefined),
    log: () => readFileSync(join(project, 'build', 'publisher.log'), 'utf8'),
    /** The arguments of each start of Java. */
    starts: (): string[][] =>
      existsSync(record)
        ? readFileSync(record, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [],
    /** What is left of runs. */
    litter: () => readdirSync(join(cache, 'publisher')).filter((name) => name.startsWith('.run')),
  };
}

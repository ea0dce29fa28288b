import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyFiles } from '../../scripts/packages/lock/verify-files.ts';
import { verifyEntry } from '../../scripts/packages/store/verify-entry.ts';
import { buildGuide, toReport } from '../../scripts/pipeline/build.ts';
import { canDropRights, isRoot, works } from '../cli/rights.ts';
import { ig, reportOf, temporaryFolder } from '../cli/run-ig.ts';
import { versionsDocument } from '../packages/loopback-registry.ts';
import { type BoundedRun, MOST_MEBIBYTES, MOST_SECONDS, runBounded } from './bounded.ts';
import { guideOfAllSources, NPM, PUBLISHED, payloads, publishedPackage, STAND_IN } from './damaged-guide.ts';
import { damage, damages, filesIn, linkedCopy, replaceFile } from './damages.ts';
import { BUILD_WRITES } from './rows.ts';

/*
 * The package cache may be damaged in any way, and every verdict is that of the intact cache: each try has a copy of a
 * warm cache in which something was done to one file, and runs `ig` under the bounds of every hostile input.
 */

const { signal } = new AbortController();
const AT_ONCE = 2;
let project = '';
let work = '';
let warm = '';
let server: Server;
let registry = '';
let intact: Readonly<Record<keyof typeof commands, unknown>>;
let intactBuild: unknown;
/** What the program keeps of the guide. The build in this process is of another program, its sources, and has its own. */
let ofProgram: readonly string[];
let before = '';
let tries = 0;

const commands = {
  guide: () => ['--project', project, '--frozen', '--offline', 'valid.json', 'invalid.json'],
  online: () => ['--project', project, '--frozen', 'valid.json', 'invalid.json'],
  plain: () => ['--fhir-only', '--offline', 'plain-valid.json', 'plain-invalid.json'],
};

function run(cache: string, command: keyof typeof commands, shell?: string): Promise<BoundedRun> {
  const args = ['validate', '--quiet', '--format', 'json', ...commands[command]()];
  const env = { IG_CACHE: cache, FPL_REGISTRY: registry, HOME: work };
  return runBounded(args, { cwd: work, env, shell }, { seconds: MOST_SECONDS, mebibytes: MOST_MEBIBYTES });
}

/** What a run said, without how long it took and that something was made anew. */
function verdict(of: BoundedRun): unknown {
  expect(of.wasKilled, of.stderr).toBe(false);
  expect(of.stderr).toBe('');
  const { issues, results, packages, summary } = reportOf({ ...of });
  const { seconds: _, information: __, ...counts } = summary;
  const told = issues.filter(({ rule, severity }) => !(rule === 'package-cache' && severity === 'information'));
  return { code: of.code, issues: told, results, packages, counts };
}

/** Every file with its content and its rights, as one digest. */
function contentOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of filesIn(folder)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

beforeAll(async () => {
  const tarball = await publishedPackage();
  server = createServer(({ url }, response) => {
    if (url === `/${PUBLISHED}`) response.end(versionsDocument(PUBLISHED, { '1.0.0': {} }, '1.0.0'));
    else if (url === `/${PUBLISHED}/1.0.0`) response.end(tarball);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  project = guideOfAllSources();
  work = payloads();
  warm = temporaryFolder();
  const env = { IG_CACHE: warm, FPL_REGISTRY: registry };
  const locked = await ig(['packages', 'lock', '--source', 'registry', '--quiet', project], { env });
  expect(locked, locked.stdout).toMatchObject({ code: 0, stderr: '' });
  for (const command of ['online', 'plain'] as const) expect((await run(warm, command)).code).toBe(1);
  ofProgram = [...below('guides'), ...below('compilations')];
  intactBuild = await recalled(warm);
  const [guide, online, plain] = await Promise.all([run(warm, 'guide'), run(warm, 'online'), run(warm, 'plain')]);
  intact = { guide: verdict(guide), online: verdict(online), plain: verdict(plain) };
  const found = JSON.stringify(reportOf(guide).results.filter(({ valid }) => !valid));
  for (const name of ['stand-in/ValueSet/letters', 'ValueSet/npm', 'ValueSet/published']) expect(found).toContain(name);
  expect(reportOf(guide).results.map(({ valid }) => valid)).toEqual([true, false]);
  expect(reportOf(plain).results.map(({ valid }) => valid)).toEqual([true, false]);
  before = contentOf(warm);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Command = keyof typeof commands;

/** The findings of a build that need not compile what an earlier one has, as `ig publish` makes it. */
async function recalled(cache: string): Promise<unknown> {
  vi.stubEnv('IG_CACHE', cache);
  try {
    const build = await buildGuide(project, { signal, offline: true, writes: false, recalls: true });
    const { issues, results } = toReport(build, '0');
    return { issues, results };
  } finally {
    vi.unstubAllEnvs();
  }
}

/** Does something to a copy of the warm cache, and holds the verdicts against those of the intact one. */
async function tryOn(
  inflict: (cache: string) => void | Promise<void>,
  asked: readonly Command[],
  after?: (cache: string) => void | Promise<void>,
): Promise<void> {
  const cache = temporaryFolder();
  linkedCopy(warm, cache);
  await inflict(cache);
  for (const command of asked) expect(verdict(await run(cache, command)), command).toEqual(intact[command]);
  await after?.(cache);
  tries++;
  rmSync(cache, { recursive: true, force: true });
}

/** Runs all, a few at a time; what fails is told with its name. */
async function tryEach(all: readonly (readonly [name: string, attempt: () => Promise<void>])[]): Promise<void> {
  const queue = [...all];
  const failed: string[] = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [name, attempt] = next;
      await attempt().catch((error: Error) => failed.push(`${name}: ${error.message}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(failed.join('\n\n')).toBe('');
}

/** Where an entry of a package lies in a cache, relative to it: the largest, where there is one with snapshots too. */
function entryOf(id: string, cache = warm): string {
  const size = (name: string) => readFileSync(join(cache, name, 'resources.ndjson')).length;
  const names = readdirSync(cache).filter((name) => name.startsWith(`${id}#`));
  const [largest = ''] = names.toSorted((a, b) => size(b) - size(a));
  return largest;
}

type DamageName = keyof typeof damages & string;
const all = Object.keys(damages) as DamageName[];

interface Kind {
  readonly title: string;
  /** Relative to the cache. */
  readonly files: () => readonly string[];
  readonly damages: readonly DamageName[];
  readonly asked: readonly Command[];
  /** Whether all are damaged at once. */
  readonly together?: true;
  /** Whether the run that comes upon the damage leaves the file whole. */
  readonly isMadeAnew?: true;
}

const inEntry = (id: string, ...files: string[]) => files.map((file) => join(entryOf(id), file));
const INDEX = 'index';
const BLOB = 'resources.ndjson';
const below = (folder: string) => filesIn(join(warm, folder)).map((name) => join(folder, name));
const keptGuides = () => below('guides').filter((path) => ofProgram.includes(path));

const kinds: readonly Kind[] = [
  {
    title: 'the entry of a package of npm',
    files: () => inEntry(NPM, INDEX, BLOB),
    damages: all,
    asked: ['guide'],
    isMadeAnew: true,
  },
  {
    title: 'the resources of a package of a registry, whose archive is still there',
    files: () => inEntry(PUBLISHED, BLOB),
    damages: all,
    asked: ['guide'],
    isMadeAnew: true,
  },
  {
    title: 'an entry of a stand-in, which is compiled again',
    files: () => inEntry(STAND_IN, INDEX, BLOB),
    damages: ['a block of zeros', 'one letter changed'],
    asked: ['guide'],
    isMadeAnew: true,
  },
  {
    title: 'the resources of FHIR itself',
    files: () => inEntry('hl7.fhir.r4.core', BLOB),
    damages: ['cut in half', 'one letter changed'],
    asked: ['plain'],
    isMadeAnew: true,
  },
  {
    title: 'an index of HL7’s packages',
    files: () => ['hl7.fhir.r4.core', 'hl7.terminology.r4'].flatMap((id) => inEntry(id, INDEX)),
    damages: ['one letter changed'],
    asked: ['plain'],
    isMadeAnew: true,
  },
  {
    title: 'compiled definitions',
    files: () => below('compiled'),
    damages: all,
    together: true,
    asked: ['guide', 'plain'],
  },
  { title: 'remembered digests', files: () => below('digests'), damages: all, together: true, asked: ['plain'] },
  {
    title: 'the guide',
    files: keptGuides,
    damages: ['cut in half', 'one bit flipped', 'one letter changed', 'something behind its end'],
    asked: ['guide'],
    isMadeAnew: true,
  },
];

/** What `ig packages verify` says of a file, or of the entry that it is in. */
async function isFound(cache: string, file: string): Promise<boolean> {
  if (file.includes('#') && !file.startsWith('downloads'))
    return (await verifyEntry(join(cache, dirname(file)), signal)) !== undefined;
  return (await verifyFiles(cache, [], signal)).some(({ message }) => message.includes(join(cache, file)));
}

describe('in every file of a warm cache', () => {
  for (const { title, files, damages: names, asked, together, isMadeAnew } of kinds) {
    test(title, async () => {
      const paths = files();
      expect(paths.length).toBeGreaterThan(0);
      await tryEach(
        (together ? [paths] : paths.map((path) => [path])).flatMap((damaged) =>
          names.map((name) => {
            const inflict = async (cache: string) => {
              for (const path of damaged) {
                damage(join(cache, path), damages[name]);
                expect(await isFound(cache, path), 'verify finds it').toBe(true);
              }
            };
            const after = async (cache: string) => {
              for (const path of isMadeAnew ? damaged : [])
                expect(await isFound(cache, path), 'it is whole again').toBe(false);
            };
            return [`${damaged.join(', ')} ${name}`, () => tryOn(inflict, asked, after)] as const;
          }),
        ),
      );
    });
  }
});

test('what ig publish keeps of a compilation', async () => {
  const [path = '', ...others] = below('compilations').filter((each) => !ofProgram.includes(each));
  expect(others).toEqual([]);
  for (const name of all) {
    const cache = temporaryFolder();
    linkedCopy(warm, cache);
    damage(join(cache, path), damages[name]);
    expect(await isFound(cache, path), 'verify finds it').toBe(true);
    expect(await recalled(cache), name).toEqual(intactBuild);
    expect(await isFound(cache, path), 'it is whole again').toBe(false);
    tries++;
  }
});

test('the archive that a registry has sent, when it is needed again: it is sent again', async () => {
  const [path = '', ...others] = below('downloads');
  expect(others).toEqual([]);
  await tryEach(
    all.map((name) => {
      const inflict = async (cache: string) => {
        rmSync(join(cache, entryOf(PUBLISHED)), { recursive: true });
        damage(join(cache, path), damages[name]);
        // What comes behind the end of an archive is not unpacked, so that the same package is in it.
        if (name !== 'something behind its end') expect(await isFound(cache, path), 'verify finds it').toBe(true);
      };
      const after = async (cache: string) => expect(await isFound(cache, path), 'it is whole again').toBe(false);
      return [name, () => tryOn(inflict, ['online'], after)] as const;
    }),
  );
});

/** What else may be where a file was: gives what must stay as it is, outside of the cache. */
const inItsPlace: Readonly<Record<string, (file: string, elsewhere: string) => void>> = {
  nothing: (file) => rmSync(file),
  'a folder': (file) => {
    rmSync(file);
    mkdirSync(join(file, 'in', 'it'), { recursive: true });
  },
  'a pipe that nobody writes into': (file) => {
    rmSync(file);
    expect(works('mkfifo', file)).toBe(true);
  },
  'a link that leads nowhere': (file, elsewhere) => {
    rmSync(file);
    symlinkSync(join(elsewhere, 'gone'), file);
  },
  'a link to another file': (file, elsewhere) => {
    const target = join(elsewhere, 'mine');
    replaceFile(target, Buffer.concat([readFileSync(file), Buffer.from('x')]));
    rmSync(file);
    symlinkSync(target, file);
  },
  'a link to itself': (file) => {
    rmSync(file);
    symlinkSync(file, file);
  },
};

describe('in place of a file of the cache', () => {
  for (const [name, put] of Object.entries(inItsPlace)) {
    test(name, async () => {
      const [guide = ''] = keptGuides();
      const paths = [...inEntry(NPM, INDEX, BLOB), guide];
      await tryEach([
        ...[...paths.map((path) => [path]), below('compiled'), below('digests')].map((damaged) => {
          const elsewhere = temporaryFolder();
          let kept = '';
          const inflict = (cache: string) => {
            for (const path of damaged) put(join(cache, path), elsewhere);
            kept = contentOf(elsewhere);
          };
          const after = () => expect(contentOf(elsewhere), 'nothing is written outside').toBe(kept);
          const asked: Command = damaged === paths ? 'guide' : damaged[0]?.startsWith('digests') ? 'plain' : 'guide';
          return [damaged.join(', '), () => tryOn(inflict, [asked], after)] as const;
        }),
      ]);
    });
  }
});

const ofEntry: Readonly<Record<string, (entry: string, cache: string) => void>> = {
  'a file': (entry) => replaceFile(entry, 'x'),
  'an empty folder': (entry) => {
    rmSync(entry, { recursive: true });
    mkdirSync(entry);
  },
  'the entry of another package': (entry, cache) => {
    rmSync(entry, { recursive: true });
    renameSync(join(cache, entryOf(PUBLISHED)), entry);
  },
  'the resources of another package': (entry, cache) =>
    replaceFile(join(entry, BLOB), readFileSync(join(cache, entryOf(PUBLISHED), BLOB))),
  'an index in which two resources have exchanged their places': (entry) => {
    const file = join(entry, INDEX);
    const text = readFileSync(file, 'utf8');
    const [first = '', second = '', ...others] = text.match(/"offset":\d+,"length":\d+,"digest":"\w+"/g) ?? [];
    expect([second, others.length]).toEqual([expect.stringContaining('offset'), 0]);
    replaceFile(file, text.replace(first, '@').replace(second, first).replace('@', second));
  },
  'an index with a place that is no number': (entry) => {
    const file = join(entry, INDEX);
    replaceFile(file, readFileSync(file, 'utf8').replace(/"offset":\d+/, '"offset":null'));
  },
};

describe('in place of the entry of a package', () => {
  test('whatever it is, the package is installed again', async () => {
    await tryEach(
      Object.entries(ofEntry).map(([name, put]) => {
        const inflict = (cache: string) => put(join(cache, entryOf(NPM)), cache);
        return [name, () => tryOn(inflict, ['guide'])] as const;
      }),
    );
  });

  test('a link to a damaged one: what it leads to is left alone', async () => {
    const elsewhere = temporaryFolder();
    let kept = '';
    const inflict = (cache: string) => {
      linkedCopy(join(warm, entryOf(NPM)), join(elsewhere, 'entry'));
      damage(join(elsewhere, 'entry', BLOB), damages['one letter changed']);
      kept = contentOf(elsewhere);
      rmSync(join(cache, entryOf(NPM)), { recursive: true });
      symlinkSync(join(elsewhere, 'entry'), join(cache, entryOf(NPM)));
    };
    await tryOn(inflict, ['guide'], () => expect(contentOf(elsewhere)).toBe(kept));
  });
});

test('a file in place of each folder that only saves time', () =>
  tryEach(
    ['compiled', 'guides', 'digests'].map((folder) => {
      const inflict = (cache: string) => replaceFile(join(cache, folder), 'mine');
      const after = (cache: string) => expect(readFileSync(join(cache, folder), 'utf8')).toBe('mine');
      return [folder, () => tryOn(inflict, ['guide', 'plain'], after)] as const;
    }),
  ));

test('everything at once, while three runs come upon it', async () => {
  const cache = temporaryFolder();
  linkedCopy(warm, cache);
  const ours = [NPM, PUBLISHED].flatMap((id) => inEntry(id, BLOB));
  for (const path of [...ours, ...below('compiled'), ...below('guides')])
    damage(join(cache, path), damages['one letter changed']);
  const runs = await Promise.all([run(cache, 'guide'), run(cache, 'guide'), run(cache, 'guide')]);
  for (const each of runs) expect(verdict(each)).toEqual(intact.guide);
  for (const path of ours) expect(await isFound(cache, path), path).toBe(false);
  expect(readdirSync(cache).filter((name) => name.startsWith('.'))).toEqual([]);
  tries++;
});

describe('a package that cannot be had again', () => {
  test.each([
    ['when it is opened', INDEX],
    ['when one of its resources is read', BLOB],
  ])('is told with the remedy, and nothing is called valid: %s', async (_, file) => {
    const cache = temporaryFolder();
    linkedCopy(warm, cache);
    rmSync(join(cache, 'downloads'), { recursive: true });
    damage(join(cache, entryOf(PUBLISHED), file), damages['one letter changed']);
    const { code, stdout, stderr } = await run(cache, 'guide');
    const missing = `${PUBLISHED}#1.0.0 is not in the package cache, and the FHIR registry may not be asked in this run. Run once without --offline`;
    if (file === INDEX) {
      expect(code).toBe(1);
      const report = reportOf({ code, stdout, stderr });
      expect(report.results).toEqual([]);
      expect(report.issues.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
        expect.stringContaining(missing),
      ]);
    } else {
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^ig: ValueSet-published\.json of test\.published#1\.0\.0 is damaged in the package cache\. /,
      );
      expect(stderr).toContain(missing);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    tries++;
  });
});

test('a build that comes upon a damaged definition says the same, and leaves the same', async () => {
  const built = async (cache: string) => {
    const folder = temporaryFolder();
    cpSync(project, folder, { recursive: true });
    const env = { IG_CACHE: cache };
    const bounds = { seconds: MOST_SECONDS, mebibytes: MOST_MEBIBYTES };
    const args = ['build', '--offline', '--frozen', '--quiet', '--format', 'json'];
    const build = verdict(await runBounded(args, { cwd: folder, env }, bounds));
    return { build, files: filesIn(folder).filter((name) => BUILD_WRITES.test(name)) };
  };
  const [cache, sound] = [temporaryFolder(), temporaryFolder()];
  for (const copy of [cache, sound]) linkedCopy(warm, copy);
  const path = join(cache, ...inEntry('hl7.fhir.r4.core', BLOB));
  damage(path, (bytes) => {
    const at = bytes.indexOf('"url":"http://hl7.org/fhir/StructureDefinition/Patient"');
    return Buffer.concat([bytes.subarray(0, at + 7), Buffer.from('H'), bytes.subarray(at + 8)]);
  });
  expect(await built(cache)).toEqual(await built(sound));
  expect(await isFound(cache, relative(cache, path)), 'it is whole again').toBe(false);
  tries++;
});

if (!canDropRights)
  process.stderr.write('skipped: caches that may not be read or written (this user may, and setpriv is not here)\n');

describe.skipIf(!canDropRights)('for somebody who may not do everything', () => {
  const nobody = 65_534;
  const shell = isRoot
    ? `exec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups "$NODE" "$IG" "$@"`
    : undefined;

  /** A copy whose folders, not its files, belong to the user of the run. */
  function copyForNobody(): string {
    const cache = temporaryFolder();
    linkedCopy(warm, cache);
    for (const folder of [warm, work, project]) chmodSync(folder, 0o755);
    for (const name of ['', ...readdirSync(cache)]) if (isRoot) chownSync(join(cache, name), nobody, nobody);
    return cache;
  }

  /** A file or folder of the copy alone, that nobody may read. */
  function close(path: string): void {
    if (filesIn(dirname(path)).includes(basename(path))) replaceFile(path, readFileSync(path));
    if (isRoot) chownSync(path, nobody, nobody);
    chmodSync(path, 0);
  }

  test('what may not be read is made anew', async () => {
    const [guide = ''] = keptGuides();
    await tryEach(
      [...inEntry(NPM, '', INDEX, BLOB), guide, ...below('compiled')].map((path) => {
        const attempt = async () => {
          const cache = copyForNobody();
          close(join(cache, path));
          expect(verdict(await run(cache, 'guide', shell))).toEqual(intact.guide);
          tries++;
        };
        return [path, attempt] as const;
      }),
    );
  });

  test('a cache that may only be read is used; one that is damaged is told, with what to do', async () => {
    const cache = copyForNobody();
    const [compiled = ''] = below('compiled');
    damage(join(cache, compiled), damages['one letter changed']);
    for (const name of ['', ...readdirSync(cache)]) chmodSync(join(cache, name), 0o555);
    expect(verdict(await run(cache, 'guide', shell))).toEqual(intact.guide);
    expect(verdict(await run(cache, 'plain', shell))).toEqual(intact.plain);
    for (const file of [INDEX, BLOB]) {
      damage(join(cache, ...inEntry(NPM, file)), damages['one letter changed']);
      const { code, stdout, stderr } = await run(cache, 'guide', shell);
      expect({ code, stdout }).toEqual({ code: 2, stdout: file === INDEX ? '' : expect.any(String) });
      expect(stderr).toMatch(/^ig: [^\n]*The package cache .* cannot be used: it may not be written\. Set IG_CACHE/);
      replaceFile(join(cache, ...inEntry(NPM, file)), readFileSync(join(warm, ...inEntry(NPM, file))));
      tries++;
    }
    for (const name of ['', ...readdirSync(cache)]) chmodSync(join(cache, name), 0o755);
  });
});

test('the warm cache is as it was: nothing is ever written into a file in its place', () => {
  expect(contentOf(warm)).toBe(before);
  expect(tries).toBeGreaterThanOrEqual(90);
});

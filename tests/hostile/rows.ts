import { rmSync } from 'node:fs';
import { relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ig, temporaryFolder, writeFiles } from '../cli/run-ig.ts';
import { type BoundedRun, MOST_MEBIBYTES, MOST_SECONDS, runBounded } from './bounded.ts';
import { changesBetween, lendCache, makePlace, type Place, surroundingsOf } from './surroundings.ts';

/** Variables for the program, such as the address of a server; undefined where there is nothing to add. */
type Environment = Readonly<Record<string, string>> | undefined;

/** One hostile or unlucky input, and what a user may expect of it. */
export interface Row {
  /** What is tried, in words: the title of the test. */
  readonly input: string;
  /** Files below the folder that the program works in. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What else is needed: links, pipes, servers (close them with onTestFinished), a cache of its own. */
  readonly prepare?: (place: Place) => Environment | Promise<Environment>;
  readonly args: readonly string[] | ((place: Place) => readonly string[]);
  /** A command line for bash instead, in which `"$NODE" "$IG"` is the program. */
  readonly shell?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly meanwhile?: (pid: number, said: () => string) => void | Promise<void>;
  /** The exit code, or the signal that ends it; one of them where a signal may come too late. */
  readonly code: number | NodeJS.Signals | readonly (number | NodeJS.Signals)[];
  /** What standard output and error say together. */
  readonly says?: RegExp | readonly RegExp[];
  readonly saysNot?: RegExp;
  readonly seconds?: number;
  readonly mebibytes?: number;
  /** What may be written, as patterns of paths below the folder that the program works in; nothing else may change. */
  readonly writes?: RegExp;
  /** Anything else that must hold afterwards. */
  readonly after?: (run: BoundedRun, place: Place) => void | Promise<void>;
  /** Without it the packages that other tests have installed are lent to the place's cache. */
  readonly emptyCache?: true;
}

/** What `ig build` writes in a guide. */
export const BUILD_WRITES: RegExp = /^(fsh-generated|build|fhir-packages\.lock\.json)(\/|$)/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal obeys these, so that none may come from an input
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const DEFECT =
  /this is a defect of ig|^ {2,}at .+:\d+:\d+\)?$|Maximum call stack|heap out of memory|FATAL ERROR|\(node:\d+\)/m;

/** Runs the rows of one kind, each as a test of its own. */
export function tryAll(kind: string, rows: readonly Row[]): void {
  beforeAll(async () => {
    // The packages that all rows share are installed once, and the program is bundled.
    const folder = temporaryFolder({ 'p.json': '{"resourceType":"Patient"}' });
    expect((await ig(['validate', '--fhir-only', '--offline', '--quiet', 'p.json'], { cwd: folder })).code).toBe(0);
  });
  describe(kind, () => {
    for (const row of rows) {
      test(row.input, { timeout: 1000 * ((row.seconds ?? MOST_SECONDS) + 60) }, async () => {
        const place = makePlace();
        try {
          await tryRow(row, place);
        } finally {
          rmSync(place.top, { recursive: true, force: true });
        }
      });
    }
  });
}

async function tryRow(row: Row, place: Place): Promise<void> {
  if (row.emptyCache === undefined) lendCache(place);
  writeFiles(place.work, row.files ?? {});
  const more = (await row.prepare?.(place)) ?? {};
  const before = surroundingsOf(place);
  const { seconds = MOST_SECONDS, mebibytes = MOST_MEBIBYTES } = row;
  const env = { IG_CACHE: place.cache, HOME: place.home, TMPDIR: place.temporary, ...row.env, ...more };
  const args = typeof row.args === 'function' ? row.args(place) : row.args;
  const launch = { cwd: place.work, env, input: row.stdin, meanwhile: row.meanwhile, shell: row.shell };
  const run = await runBounded(args, launch, { seconds, mebibytes });
  const said = `${run.stdout}${run.stderr}`;
  const shown = said.length > 4_000 ? `${said.slice(0, 2_000)}\n…\n${said.slice(-2_000)}` : said;

  expect(run.wasKilled, `it took ${run.seconds} s and ${run.mebibytes} MiB\n${shown}`).toBe(false);
  expect(shown).not.toMatch(DEFECT);
  expect(CONTROL.exec(said), shown).toBe(null);
  expect([row.code].flat(), shown).toContain(run.code ?? run.signal);
  for (const pattern of [row.says ?? []].flat()) expect(said.length > 100_000 ? said : shown).toMatch(pattern);
  if (row.saysNot !== undefined) expect(shown).not.toMatch(row.saysNot);

  const inWork = `${relative(place.top, place.work)}/`;
  const changes = changesBetween(before, surroundingsOf(place)).filter(
    (path) => !(path.startsWith(inWork) && row.writes?.test(path.slice(inWork.length))),
  );
  expect(changes, shown).toEqual([]);
  await row.after?.(run, place);
}

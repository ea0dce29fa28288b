import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyOf, filesBelow, ig, litterIn, sharedCache, temporaryFolder } from './run-ig.ts';

const made = (project: string) =>
  new Map(
    filesBelow(project)
      .filter((name) => /^(fsh-generated|build\/package)/.test(name))
      .map((name) => [name, readFileSync(join(project, name)).toString('base64')]),
  );

let reference = '';
beforeAll(async () => {
  reference = copyOf('allergies');
  expect((await ig(['build', '--offline', '--quiet', reference])).code).toBe(0);
});

/** A guide with its lockfile, not built yet. */
function fresh(): string {
  return copyOf('allergies', {
    'fhir-packages.lock.json': readFileSync(join(reference, 'fhir-packages.lock.json'), 'utf8'),
  });
}

async function buildsAsEver(project: string, cache = sharedCache): Promise<void> {
  const run = await ig(['build', '--frozen', '--quiet', project], { env: { IG_CACHE: cache } });
  expect(run.code).toBe(0);
  expect(litterIn(project)).toEqual([]);
  expect(made(project)).toEqual(made(reference));
}

const moments = ['Packages', 'Compile and snapshots', 'Validate', 'Write'] as const;

describe('Ctrl-C', () => {
  test('in the middle of a build: exit code 2, one sentence, nothing half written, and the next build works', async () => {
    const project = fresh();
    for (const at of moments) {
      const afterMs = Math.random() * 60;
      const run = await ig(['build', '--frozen', project], { stop: { at, afterMs, by: 'SIGINT' } });
      const place = `${at} + ${afterMs} ms`;
      if (run.code === 2) {
        expect(run.stderr, place).toContain('ig: Stopped by SIGINT. Nothing was left half written.');
        expect(run.stdout, place).toBe('');
      } else {
        expect(at, place).not.toBe('Packages'); // too late: it had ended, or was about to
      }
      expect(litterIn(project), place).toEqual([]);
    }
    await buildsAsEver(project);
  });

  test('while packages are installed: none is there in part', async () => {
    const project = fresh();
    const cache = temporaryFolder();
    const run = await ig(['build', '--frozen', project], {
      env: { IG_CACHE: cache },
      stop: { at: 'Installing', afterMs: 300, by: 'SIGINT' },
    });
    expect(run.code).toBe(2);
    expect(readdirSync(cache).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('kill -9', () => {
  test('at any moment of a build: the next one gives the same bytes and clears up', async () => {
    const project = fresh();
    for (const at of moments) {
      const run = await ig(['build', '--frozen', project], {
        stop: { at, afterMs: Math.random() * 80, by: 'SIGKILL' },
      });
      if (run.code !== 0) expect(run.code).toBe(null);
    }
    await buildsAsEver(project);
  });

  test('while packages are installed', async () => {
    const project = fresh();
    const cache = temporaryFolder();
    // The large one is there; what is made by this program is not.
    for (const name of readdirSync(sharedCache).filter((each) => each.startsWith('hl7.fhir.r4.core'))) {
      symlinkSync(join(sharedCache, name), join(cache, name));
    }
    for (const afterMs of [20, 400, 900]) {
      await ig(['build', '--frozen', project], {
        env: { IG_CACHE: cache },
        stop: { at: 'Installing', afterMs, by: 'SIGKILL' },
      });
    }
    await buildsAsEver(project, cache);
  });
});

test('two builds of one guide at once get in each other’s way nowhere', async () => {
  const project = fresh();
  const runs = await Promise.all([1, 2].map(() => ig(['build', '--frozen', '--quiet', project])));
  expect(runs.map(({ code, stderr }) => `${code} ${stderr}`)).toEqual(['0 ', '0 ']);
  expect(litterIn(project)).toEqual([]);
  expect(made(project)).toEqual(made(reference));
});

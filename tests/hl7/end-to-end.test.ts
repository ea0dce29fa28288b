import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOfThisGuide, ig, reportOf, sharedCache } from '../cli/run-ig.ts';

const compiler = 'javac';
const java = spawnSync(compiler, ['-version']);
const absent = java.error !== undefined || java.status !== 0;
if (absent) process.stderr.write('Skipped: the HL7 validator itself (there is no Java development kit here).\n');

const LONG = 600_000;

test.skipIf(absent)(
  'the HL7 validator agrees on examples of this guide, and on what is wrong with one',
  async (context) => {
    const guide = copyOfThisGuide();
    expect((await ig(['build', '--quiet'], { cwd: guide })).code).toBe(0);
    const built = join(guide, 'fsh-generated', 'resources');
    const folder = join(guide, 'asked');
    mkdirSync(folder);
    for (const type of ['Observation-', 'Device-', 'Bundle-']) {
      const [name = ''] = readdirSync(built).filter((file) => file.startsWith(type));
      writeFileSync(join(folder, name), readFileSync(join(built, name)));
      if (type !== 'Observation-') continue;
      const { status: _, ...broken } = JSON.parse(readFileSync(join(built, name), 'utf8'));
      writeFileSync(join(folder, 'broken.ndjson'), `\n${JSON.stringify(broken)}\n`);
    }

    const asked = ['validate', 'asked', '--engine', 'both', '--format', 'json', '--offline'];
    const run = await ig(asked, { cwd: guide });
    if (run.code === 2 && run.stderr.includes('are missing')) {
      process.stderr.write(
        `Skipped: the HL7 validator itself. To get its archives: IG_CACHE=${sharedCache} npx ig validate --engine hl7 FILE\n`,
      );
      return context.skip();
    }
    const { comparison, results } = reportOf(run);
    expect(run.code).toBe(1);
    expect(comparison).toMatchObject({ engine: { name: 'hl7', version: '6.8.2' }, resources: 4, sameVerdict: 4 });
    const broken = comparison?.results.find(({ file }) => file.endsWith('broken.ndjson'));
    expect(broken).toMatchObject({ ig: false, hl7: false });
    expect(broken?.both).toContainEqual(
      expect.objectContaining({ rule: 'cardinality', severity: 'error', hl7: expect.stringMatching(/^hl7:/) }),
    );
    expect(results.filter(({ valid }) => valid).length).toBe(3);

    const alone = await ig(['validate', 'asked/broken.ndjson', '--engine', 'hl7', '--format', 'json', '--offline'], {
      cwd: guide,
    });
    const [only] = reportOf(alone).results;
    expect(only?.issues.flatMap(({ source }) => source?.line ?? [])).toContain(2);
    expect(only?.issues.flatMap(({ source }) => source?.line ?? [])).not.toContain(1);
    expect(alone.code).toBe(1);
    expect(only?.issues.filter(({ severity }) => severity === 'error')).not.toEqual([]);
    expect(only?.issues.every(({ rule }) => rule.startsWith('hl7:'))).toBe(true);
  },
  LONG,
);

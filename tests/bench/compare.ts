/**
 * `ig compare` of two versions of a generated guide of 500 profiles with four examples each
 * (tests/compile/generated-guides.ts), in which a tenth of the profiles, or their parents, were changed. The unit of work is
 * one whole command on the two packages that `ig build` has made, start of the process included, with warm caches.
 * Others: npm run bench:compare -- --profiles 100 --runs 9
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type GuideFiles, profilesGuide } from '../compile/generated-guides.ts';
import { writeProject } from '../compile/temporary-project.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { measure, type Run } from './measure.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({
  options: { profiles: { type: 'string', default: '500' }, runs: { type: 'string', default: '5' } },
});
const [profiles, runs] = [Number(values.profiles), Number(values.runs)];
const EXAMPLES = 4;

/** What the newer version says more, by the last two digits of a profile's number: every tenth is a parent of nine. */
const edits: ReadonlyMap<number, string> = new Map([
  [11, '* note 0..1'],
  [12, '* performer 1..2'],
  [13, '* bodySite from WrittenSites (required)'],
  [14, '* valueQuantity = $unit#kg'],
  [15, '* hasMember 0..0'],
  [20, '* category 1..*'],
]);

function nextVersion(files: GuideFiles): GuideFiles {
  const edited = Object.entries(files).map(([name, text]) => {
    if (name === 'sushi-config.yaml') return [name, text.replace('version: 1.0.0', 'version: 1.1.0')];
    const [, number] = /measure-(\d+)\.fsh$/.exec(name) ?? [];
    const rule = number === undefined ? undefined : edits.get(Number(number) % 100);
    return [name, rule === undefined ? text : text.replace(BEFORE, `${BEFORE}${rule}\n`)];
  });
  return Object.fromEntries(edited);
}

const BEFORE = '* status and code and effective[x] MS\n';
const program = join(projectFolder, 'bin', 'ig.js');

async function packageOf(files: GuideFiles, folders: string[]): Promise<string> {
  const folder = writeProject(files);
  folders.push(folder);
  await measure(process.execPath, [program, 'build', folder, '--offline', '--quiet'], process.env);
  const file = join(folder, 'build', 'package.tgz');
  if (!existsSync(file)) throw new Error('ig build has made no package: nothing was measured.');
  return file;
}

const folders = [mkdtempSync(join(tmpdir(), 'ig-bench-'))];
try {
  const output = join(folders[0] ?? '', 'comparison.json');
  process.stderr.write(`Building two guides of ${profiles} profiles\n`);
  const files = profilesGuide(profiles, EXAMPLES);
  const [old, now] = [await packageOf(files, folders), await packageOf(nextVersion(files), folders)];
  const asked = ['--offline', '--quiet', '--fail-on', 'never', '--format', 'json', '--output', output];
  const compare = () => measure(process.execPath, [program, 'compare', old, now, ...asked], process.env);
  await compare(); // puts the two packages into the cache
  const all: Run[] = [];
  for (let run = 0; run < runs; run++) all.push(await compare());
  if (all.some(({ exitCode }) => exitCode !== 0)) throw new Error('ig compare has failed: nothing was measured.');
  const { changes, replay } = JSON.parse(readFileSync(output, 'utf8'));
  const { valid, noLongerValid } = replay.oldExamples;
  const middle = (pick: (run: Run) => number, digits: number) => median(all.map(pick)).toFixed(digits);
  process.stdout.write(
    `${runs} runs, medians: ${profiles} profiles, ${profiles * EXAMPLES} examples; ` +
      `${changes.length} changes, ${valid} examples still valid and ${noLongerValid.length} no longer\n` +
      `ig compare   ${middle((run) => run.seconds, 2)} s  CPU ${middle((run) => run.cpuSeconds, 2)} s  ` +
      `${middle((run) => run.peakMebibytes, 0)} MiB\n` +
      `Again: npm run bench:compare -- --profiles ${profiles} --runs ${runs}\n`,
  );
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

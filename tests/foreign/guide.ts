/**
 * Tries the toolchain on a guide that nobody here wrote, in a copy of it:
 *   npm run foreign -- <folder of a clone> [--packages <folder of .tgz>] [--published <package.tgz>] [--hl7] [--row]
 *   [--replace <id>=<version>] [--without <id>] [--codes <system>=<code>,<code>] [--reports <folder>] [--record | --check]
 * Tells the exit codes of two builds, what differs from SUSHI's output, the HL7 validator's verdicts and the snapshots of
 * its generator beside ours (--hl7, needs a Java development kit), those of the published package beside what we make of
 * its differentials, and CPU and memory beside `sushi build`. Packages come from the folder, through a registry on this
 * machine, and else from npm.
 * --replace and --without change the dependencies in the copies, where a package cannot be had; what was changed is told.
 * --codes gives the code systems for which HL7's validator would ask a terminology server, with the codes that the guide's
 * examples take from them: the verdicts are compared without them, and with them once more.
 * --reports keeps the report of the build and that of both validators, the files that are not SUSHI's, and each difference
 * of snapshots, to read why.
 * --row prints a row of figures, --record an entry for recorded.json. --check takes the entry of the clone's commit, with
 * the dependencies that were changed there, and says what is otherwise now: exit code 1 where anything is. What a guide needs and cannot be had ends the run with exit code 2.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hasErrors } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import { readProject } from '../../scripts/pipeline/guide/project.ts';
import { openProjectPackages } from '../../scripts/pipeline/packages/packages.ts';
import { highWaterMark } from '../bench/measure.ts';
import {
  readFolder,
  startRegistry,
  sushiEnvironment,
  sushiProgram,
  writePackageCache,
} from '../compile/sushi-command.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { startArchiveRegistry } from './archive-registry.ts';
import { changeDependencies } from './change-dependencies.ts';
import { isKnownCodes, writeKnownCodes } from './known-codes.ts';
import { type Found, otherwise, type RecordedGuide, readRecord, snapshotCell } from './recorded.ts';
import { besideHl7Generator, besidePublished, type SnapshotFigures } from './snapshots.ts';

interface Ended {
  readonly code: number | null;
  readonly cpuSeconds: number;
  readonly mebibytes: number;
  readonly text: string;
}

const { values, positionals } = parseArgs({
  options: {
    packages: { type: 'string' },
    published: { type: 'string' },
    hl7: { type: 'boolean', default: false },
    row: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    replace: { type: 'string', multiple: true, default: [] },
    without: { type: 'string', multiple: true, default: [] },
    codes: { type: 'string', multiple: true, default: [] },
    reports: { type: 'string' },
  },
  allowPositionals: true,
});
const [named = '.'] = positionals;
const source = resolve(named);
const known = values.check ? recordOf(commitOf(source)) : undefined;
/** Those of the record, where that is what is reproduced. */
const changes = {
  replace: known?.replace ?? values.replace,
  without: known?.without ?? values.without,
  codes: known?.codes ?? values.codes,
};
const work = mkdtempSync(join(tmpdir(), 'ig-foreign-'));
const registry = await startArchiveRegistry(values.packages);
process.env.FPL_REGISTRY = registry.url; // for what runs in this process, and for all that it starts
try {
  process.exitCode = await tryGuide();
} finally {
  registry.close();
  rmSync(work, { recursive: true, force: true });
}

function recordOf(commit: string): RecordedGuide {
  const found = readRecord().guides.find((guide) => guide.commit === commit);
  if (found !== undefined) return found;
  process.stderr.write(`recorded.json has no guide of the commit ${commit}: check out one of those that it has.\n`);
  process.exit(2);
}

async function tryGuide(): Promise<number> {
  const [ours, theirs] = [join(work, 'ours'), join(work, 'sushi')];
  const isInput = (path: string) =>
    !['.git', 'fsh-generated', 'output', 'temp', 'node_modules'].includes(basename(path));
  for (const copy of [ours, theirs]) cpSync(source, copy, { recursive: true, filter: isInput });
  rmSync(join(ours, 'fhir-packages.lock.json'), { force: true });
  const changed = [ours, theirs].map(changeGuide)[0] ?? [];

  const locked = await ig('packages', 'lock', ours, '--source', 'registry', '--format', 'json');
  if (locked.code !== 0) return cannot(locked.text);
  const { value: project } = readProject(ours);
  if (project === undefined) return cannot(locked.text);
  const { value: packages, issues } = await openProjectPackages(ours, project, {
    signal: new AbortController().signal,
    frozen: true,
  });
  if (hasErrors(issues)) return cannot(JSON.stringify({ issues }));

  const first = await ig('build', ours, '--frozen', '--quiet', '--format', 'json');
  const generated = existsSync(join(ours, 'fsh-generated')) ? readFolder(join(ours, 'fsh-generated')) : {};
  // An unchanged guide would not be compiled again.
  appendFileSync(join(ours, 'sushi-config.yaml'), '\n');
  const second = await ig('build', ours, '--frozen', '--quiet', '--format', 'json');
  const again = existsSync(join(ours, 'fsh-generated')) ? readFolder(join(ours, 'fsh-generated')) : {};

  const home = join(work, 'home');
  await writePackageCache(home, packages);
  const versions = await startRegistry(packages);
  const sushi = await run(sushiProgram, ['build', theirs], sushiEnvironment(home, versions.url));
  versions.close();
  const wanted = existsSync(join(theirs, 'fsh-generated')) ? readFolder(join(theirs, 'fsh-generated')) : {};

  const report = parse(first.text);
  keep('build.json', first.text);
  for (const name of differing(wanted, generated)) {
    keep(join('sushi', name), wanted[name] ?? '');
    keep(join('ours', name), generated[name] ?? '');
  }
  const figures = {
    commit: commitOf(source),
    changed,
    packages: packages.map(
      ({ id, version, source: from }) => `${id}#${version}${from === 'stand-in' ? ' (stand-in)' : ''}`,
    ),
    builds: [first.code, second.code],
    sameAgain: differing(generated, again).length === 0,
    errors: report?.summary.errors ?? 0,
    warnings: report?.summary.warnings ?? 0,
    resources: report?.summary.resources ?? 0,
    sushi: { exit: sushi.code, files: Object.keys(wanted).length, differ: differing(wanted, generated) },
    cpu: [second.cpuSeconds, sushi.cpuSeconds],
    memory: [second.mebibytes, sushi.mebibytes],
    hl7: values.hl7 ? await besideHl7(ours, 'hl7.json') : undefined,
    hl7Knowing: values.hl7 && changes.codes.length > 0 ? await besideKnowing(ours) : undefined,
    snapshots: values.hl7
      ? await snapshots('snapshots.txt', besideHl7Generator(ours, packages, new AbortController().signal))
      : undefined,
    published:
      values.published === undefined
        ? undefined
        : await snapshots('published.txt', besidePublished(values.published, packages)),
  };
  if (known !== undefined) return tellOtherwise(known, toRecord(figures));
  const told = values.record ? toRecord(figures) : figures;
  process.stdout.write(values.row ? `${row(figures)}\n` : `${JSON.stringify(told, undefined, 2)}\n`);
  return 0;
}

/** The figures as recorded.json has them; the HL7 validator is not in it where it was not asked. */
function toRecord(figures: Figures): Found {
  const { commit, builds, sameAgain, resources, errors, warnings, sushi, cpu, memory, snapshots, published } = figures;
  const { replace, without, codes } = changes;
  const same = (told: string | undefined) => {
    const [, number, of] = /^(\d+) of (\d+)/.exec(told ?? '') ?? [];
    return of === undefined ? undefined : { of: Number(of), same: Number(number) };
  };
  const [hl7, hl7Knowing] = [same(figures.hl7), same(figures.hl7Knowing)];
  return {
    repository: known?.repository ?? repositoryOf(source),
    commit,
    replace,
    without,
    ...(codes.length === 0 ? {} : { codes }),
    builds,
    sameAgain,
    resources,
    errors,
    warnings,
    files: { of: sushi.files, same: sushi.files - sushi.differ.length },
    ...(hl7 === undefined ? {} : { hl7 }),
    ...(hl7Knowing === undefined ? {} : { hl7Knowing }),
    ...(snapshots === undefined ? {} : { snapshots }),
    published: published ?? null,
    cpuSeconds: cpu.map((each) => Math.round(each * 10) / 10),
    mebibytes: memory.map(Math.round),
  };
}

function tellOtherwise(recorded: RecordedGuide, found: Found): number {
  const lines = otherwise(recorded, found);
  const head = `${recorded.repository} (${recorded.commit})`;
  const left = found.hl7 === undefined ? ' but for what HL7 makes of it (--hl7)' : '';
  process.stdout.write(
    lines.length === 0 ? `${head} is as recorded${left}.\n` : `${head} is not as recorded:\n  ${lines.join('\n  ')}\n`,
  );
  return lines.length === 0 ? 0 : 1;
}

/** Changes the dependencies of a copy as the options say; what was changed, in words. */
function changeGuide(folder: string): readonly string[] {
  const { replace, without } = changes;
  if (replace.length + without.length === 0) return [];
  const file = join(folder, 'sushi-config.yaml');
  const { text, told } = changeDependencies(readFileSync(file, 'utf8'), { replace, without });
  writeFileSync(file, text);
  return told;
}

/** Writes a file into the folder for reports; nothing without one. */
function keep(name: string, text: string): void {
  if (values.reports === undefined) return;
  const file = join(values.reports, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function cannot(text: string): number {
  const all = parse(text)?.issues ?? [];
  const errors = all.filter((issue) => hasErrors([issue])).map(({ message }) => message);
  const missing = errors.flatMap((message) => /(\S+#\S+?),? which no source has/.exec(message)?.[1] ?? []);
  const told = errors.length === 0 ? text.trim().slice(0, 500) : errors.join(' ');
  const reason = missing.length === 0 ? told : `nobody here has ${missing.join(', ')}`;
  if (values.row)
    process.stdout.write(
      `| ${basename(source)} | \`${commitOf(source)}\` | not built: ${reason.replaceAll('|', '\\|')} |\n`,
    );
  else process.stderr.write(`${basename(source)} (${commitOf(source)}) cannot be built here: ${reason}\n`);
  return 2;
}

function row({
  commit,
  changed,
  builds,
  sameAgain,
  resources,
  errors,
  sushi,
  cpu,
  memory,
  hl7,
  hl7Knowing,
  snapshots,
  published,
}: Figures): string {
  const { files, differ } = sushi;
  const cells = [
    basename(source),
    `\`${commit}\``,
    changed.join(', '),
    `${builds.join(', ')}${sameAgain ? '' : ' (not the same)'}`,
    `${resources} (${errors})`,
    `${files - differ.length} of ${files}`,
    [hl7 ?? '', ...(hl7Knowing === undefined ? [] : [hl7Knowing])].join(', with codes '),
    snapshotCell(snapshots),
    snapshotCell(published),
    cpu.map((each) => each.toFixed(1)).join(' / '),
    memory.map((each) => each.toFixed(0)).join(' / '),
  ];
  return `| ${cells.join(' | ')} |`;
}

interface Figures {
  readonly commit: string;
  readonly changed: readonly string[];
  readonly builds: readonly (number | null)[];
  readonly sameAgain: boolean;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly sushi: { readonly files: number; readonly differ: readonly string[] };
  readonly cpu: readonly number[];
  readonly memory: readonly number[];
  readonly hl7: string | undefined;
  /** The same where both validators know the codes that were given. */
  readonly hl7Knowing: string | undefined;
  readonly snapshots: SnapshotFigures | undefined;
  readonly published: SnapshotFigures | undefined;
}

/** Both verdicts on each resource of the guide. */
async function besideHl7(folder: string, name: string): Promise<string> {
  const { text, code } = await ig('validate', '--project', folder, '--engine', 'both', '--quiet', '--format', 'json');
  keep(name, text);
  const comparison = parse(text)?.comparison;
  if (comparison === undefined) return `none (exit ${code}): ${text.trim().split('\n').at(-1)?.slice(0, 200)}`;
  const results = comparison.results.filter(({ file }) => !isKnownCodes(file));
  return `${results.filter(({ ig: ours, hl7 }) => ours === hl7).length} of ${results.length}`;
}

async function besideKnowing(folder: string): Promise<string> {
  writeKnownCodes(folder, changes.codes);
  return besideHl7(folder, 'hl7-knowing.json');
}

/** Keeps the differences, and answers the figures alone. */
async function snapshots(name: string, found: ReturnType<typeof besidePublished>): Promise<SnapshotFigures> {
  const { figures, report } = await found;
  keep(name, report);
  return figures;
}

/** Files that only one has, or that are not the same byte for byte. */
function differing(
  wanted: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter((name) => wanted[name] !== found[name]);
}

function ig(...args: readonly string[]): Promise<Ended> {
  return run(process.execPath, [join(projectFolder, 'bin', 'ig.js'), ...args], process.env);
}

/** Runs a program to its end; its CPU time and the peak of its memory are those that /proc last told. */
async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(command, args, { env, cwd: work, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  const faults: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => faults.push(chunk));
  let [peak, cpu] = [0, 0];
  const watch = setInterval(() => {
    peak = Math.max(peak, highWaterMark(child.pid));
    cpu = Math.max(cpu, cpuSeconds(child.pid));
  }, 10);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    code,
    cpuSeconds: cpu,
    mebibytes: peak / 1024,
    text: text === '' ? Buffer.concat(faults).toString('utf8') : text,
  };
}

/** User and system time of a process and of its children that have ended; 0 where /proc does not tell. */
function cpuSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 15) ?? [];
    return fields.reduce((sum, ticks) => sum + Number(ticks), 0) / 100; // ticks of Linux are hundredths of a second
  } catch {
    return 0; // it has ended
  }
}

function parse(text: string): Report | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `owner/name`, by where it was cloned from. */
function repositoryOf(folder: string): string {
  const origin = execFileSync('git', ['-C', folder, 'config', '--default', '', 'remote.origin.url'], {
    encoding: 'utf8',
  }).trim();
  return /([^/:]+\/[^/:]+?)(?:\.git)?$/.exec(origin)?.[1] ?? basename(folder);
}

function commitOf(folder: string): string {
  try {
    return execFileSync('git', ['-C', folder, 'rev-parse', '--short=12', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'no commit';
  }
}

import { resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { packageKey } from '../model/package.ts';
import type { ReportPackage } from '../model/report.ts';
import type { LockChange } from '../packages/lock/compare-locks.ts';
import { explainPackages } from '../pipeline/explain.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { readProject } from '../pipeline/guide/project.ts';
import { relock, verifyLocked } from '../pipeline/packages/locking.ts';
import { openProjectPackages } from '../pipeline/packages/packages.ts';
import type { CommandContext } from './options/context.ts';
import { explanationText } from './options/explanation.ts';
import { knownRules } from './options/known-rules.ts';
import { formatOnScreen } from './output/destinations.ts';
import { packageReport } from './output/package-report.ts';
import { createProgress } from './output/progress.ts';
import { deliver, withReporting } from './output/reporting.ts';
import { registerPackagesBundle } from './packages-bundle.ts';
import { registerPackagesRepair } from './packages-repair.ts';

export function registerPackages(program: Command, context: CommandContext): void {
  const packages = program
    .command('packages')
    .summary('the FHIR packages in use, pinned by fhir-packages.lock.json')
    .description('The FHIR packages in use: which, in which version, from where, and which one answers a canonical.');
  registerList(packages, context);
  registerLock(packages, context);
  registerVerify(packages, context);
  registerPackagesRepair(packages, context);
  registerExplain(packages, context);
  registerPackagesBundle(packages, context);
}

function registerList(packages: Command, { signal, version }: CommandContext): void {
  const command = packages
    .command('list')
    .summary('list the packages in use')
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when there is no lockfile', false);
  withReporting(command).action(async (folder, options) => {
    const progress = createProgress(options);
    const project = readProject(resolve(folder));
    const opened =
      project.value === undefined
        ? { value: [], issues: [] }
        : await openProjectPackages(resolve(folder), project.value, { ...options, signal, onStep: progress.step });
    progress.end();
    const report = packageReport(version, opened.value, [...project.issues, ...opened.issues]);
    if (formatOnScreen(options) === 'text') process.stdout.write(packageTable(opened.value));
    await deliver(report, options, {
      rules: knownRules,
      folder: resolve(folder),
      verdict: `${opened.value.length} packages are in use`,
    });
  });
}

function registerLock(packages: Command, { signal, version }: CommandContext): void {
  const command = packages
    .command('lock')
    .summary('pin the packages anew, and tell what changes')
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .addOption(
      new Option(
        '--source <source>',
        'who is asked first: what npm installed and the stand-ins, or the FHIR registries',
      )
        .choices(['npm', 'registry'] as const)
        .default('npm' as const),
    )
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'change nothing: fail when anything would change', false);
  withReporting(command).action(async (folder, options) => {
    const progress = createProgress(options);
    const { value, issues } = await relock(resolve(folder), options.source, {
      ...options,
      signal,
      onStep: progress.step,
    });
    progress.end();
    if (formatOnScreen(options) === 'text' && value !== undefined)
      process.stdout.write(changeList(value.changes, value.lock.packages.length));
    await deliver(packageReport(version, value?.lock.packages ?? [], issues), options, {
      rules: knownRules,
      folder: resolve(folder),
      verdict: 'the lockfile is up to date',
    });
  });
}

function registerVerify(packages: Command, { signal, version }: CommandContext): void {
  const command = packages
    .command('verify')
    .summary('read every package from end to end and hold it against the lockfile')
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--offline', 'ask no FHIR registry', false);
  withReporting(command).action(async (folder, options) => {
    const progress = createProgress(options);
    const { value: lock, issues } = await verifyLocked(resolve(folder), { ...options, signal, onStep: progress.step });
    progress.end();
    await deliver(packageReport(version, lock?.packages ?? [], issues), options, {
      rules: knownRules,
      folder: resolve(folder),
      verdict: 'every package is whole, and as the lockfile pins it',
    });
  });
}

function registerExplain(packages: Command, { signal }: CommandContext): void {
  packages
    .command('explain')
    .summary('tell which package answers a canonical, and why')
    .argument('<canonical>', 'URL of a profile, value set or other definition, with or without |version')
    .option('--from <who>', 'who asks, if not the guide: the id of one of its resources, or a package as id#version')
    .option('--project <folder>', 'folder with sushi-config.yaml', nearestProject())
    .option('--offline', 'ask no FHIR registry', false)
    .addOption(new Option('--format <format>').choices(['text', 'json'] as const).default('text' as const))
    .option('--quiet', 'no progress on standard error', false)
    .action(async (canonical, { from, project, format, offline, quiet }) => {
      const progress = createProgress({ quiet });
      const options = { signal, offline, onStep: progress.step };
      const explained = await explainPackages(resolve(project), canonical, from, options);
      progress.end();
      process.stdout.write(
        format === 'json' ? `${JSON.stringify(explained, undefined, 2)}\n` : explanationText(explained),
      );
      if (explained.answer === undefined) process.exitCode = 1;
    });
}

function packageTable(packages: readonly ReportPackage[]): string {
  const width = Math.max(0, ...packages.map((each) => packageKey(each).length));
  return packages.map((each) => `${packageKey(each).padEnd(width)}  ${each.source}\n`).join('');
}

function changeList(changes: readonly LockChange[], total: number): string {
  const lines = changes.map(({ change, package: locked, ...rest }) => {
    const key = packageKey(locked);
    const before = 'before' in rest ? rest.before : undefined;
    if (change === 'added' || change === 'removed') return `${change}: ${key} (${locked.source})`;
    if (change === 'source') return `${key}: from ${before?.source} to ${locked.source}`;
    if (change === 'version') return `${locked.id}: from ${before?.version} to ${locked.version} (${locked.source})`;
    const moved = before?.resolved === locked.resolved ? '' : `, ${before?.resolved} is ${locked.resolved} now`;
    if (change === 'place') return `${key}: the same content${moved || ` in ${locked.asked}`} (${locked.source})`;
    return `${key}: other content (${locked.source}${locked.source === 'git' ? moved : ''})`;
  });
  const head =
    changes.length === 0 ? `Nothing changes: ${total} packages are pinned.` : `${total} packages are pinned.`;
  return `${[head, ...lines].join('\n')}\n`;
}

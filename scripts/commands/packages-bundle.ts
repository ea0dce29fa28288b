import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from '@commander-js/extra-typings';
import type { Issue } from '../model/issue.ts';
import type { BundleManifest } from '../packages/bundle/layout.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { type ArchivePart, archiveParts } from '../pipeline/packages/archives.ts';
import { exportKit, importKit } from '../pipeline/packages/bundle.ts';
import { count } from '../report/finding/count.ts';
import { summarise } from '../report/finding/summarise.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { createProgress, shownPath } from './output/progress.ts';
import { deliver, withReporting } from './output/reporting.ts';
import { sourcesOf, spareInputs, targetsOf } from './output/spare-inputs.ts';

/** `ig packages bundle`: a kit for machines without a network. */
export function registerPackagesBundle(packages: Command, context: CommandContext): void {
  const bundle = packages
    .command('bundle')
    .summary('one file with all that a machine without a network needs')
    .description(
      'One file with all that a machine without a network needs: the locked packages and the archives of the Java programs.',
    );
  registerExport(bundle, context);
  registerImport(bundle, context);
}

function registerExport(bundle: Command, { signal, version }: CommandContext): void {
  const command = bundle
    .command('export')
    .summary('write the file; the same contents give the same bytes')
    .argument('<file>', 'where it is written')
    .option('--project <folder>', 'folder with sushi-config.yaml and the lockfile', nearestProject())
    .option(
      '--without <part>',
      `leave out the archives of a program that the other machine does not need: ${archiveParts.join(' or ')}; repeatable`,
      part,
    )
    .option('--offline', 'download nothing: fail when anything is missing here', false);
  withReporting(command).action(async (file, options) => {
    spareInputs([{ asked: 'export', file }, ...targetsOf(options)], () => sourcesOf(options.project));
    const progress = createProgress(options);
    const { offline, without = [] } = options;
    const outcome = await exportKit(resolve(options.project), resolve(file), without, {
      signal,
      offline,
      onStep: progress.step,
    });
    progress.end();
    await deliver(reportOf(version, outcome.issues), options, {
      rules: knownRules,
      verdict: `${shownPath(resolve(file))} has ${contentsOf(outcome.value)}`,
    });
  });
}

function registerImport(bundle: Command, { signal, version }: CommandContext): void {
  const command = bundle
    .command('import')
    .summary('take it into the package cache, checked against the lockfile; all of it or nothing')
    .argument('<file>', 'what ig packages bundle export has written')
    .option('--project <folder>', 'folder with sushi-config.yaml and the lockfile', nearestProject());
  withReporting(command).action(async (file, options) => {
    const progress = createProgress(options);
    const outcome = await importKit(resolve(options.project), file, { signal, onStep: progress.step });
    progress.end();
    await deliver(reportOf(version, outcome.issues), options, {
      rules: knownRules,
      verdict: `the package cache has ${contentsOf(outcome.value)} of ${file}`,
    });
  });
}

/** One at a time: an option that takes several values at once would swallow the file behind it. */
function part(value: string, before: readonly ArchivePart[] = []): readonly ArchivePart[] {
  const known = archiveParts.find((each) => each === value);
  if (known === undefined) throw new InvalidArgumentError(`It must be ${archiveParts.join(' or ')}.`);
  return [...before, known];
}

function contentsOf(manifest: BundleManifest | undefined): string {
  const { packages = [], archives = [] } = manifest ?? {};
  return `${count(packages.length, 'package')} and ${count(archives.length, 'Java archive')}`;
}

function reportOf(version: string, issues: readonly Issue[]) {
  return {
    tool: { name: 'ig', version } as const,
    packages: [],
    summary: summarise([], issues, process.uptime()),
    issues,
    results: [],
  };
}

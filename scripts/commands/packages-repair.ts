import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { readProject } from '../pipeline/guide/project.ts';
import { openFhirPackages, openProjectPackages } from '../pipeline/packages/packages.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { repeatable } from './options/repeatable.ts';
import { packageReport } from './output/package-report.ts';
import { createProgress } from './output/progress.ts';
import { deliver, withReporting } from './output/reporting.ts';

export function registerPackagesRepair(packages: Command, { signal, version }: CommandContext): void {
  const command = packages
    .command('repair')
    .summary('install again what is damaged in the package cache')
    .description(
      'Reads every package in use from end to end in the package cache, and installs again what is damaged.\nEvery command does that by itself for what it reads.',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--fhir-only', 'no guide: R4 core, terminology and extensions', false)
    .option('--package <package>', 'this package too: id#version, a .tgz file or a folder; repeatable', repeatable)
    .option('--offline', 'ask no FHIR registry', false);
  withReporting(command).action(async (folder, { package: added, fhirOnly, ...options }) => {
    const progress = createProgress(options);
    const settings = {
      offline: options.offline,
      checksAll: true,
      signal,
      onStep: progress.step,
      ...(added === undefined ? {} : { added }),
    };
    const { value, issues } = fhirOnly ? await openFhirPackages(settings) : await openProject(folder, settings);
    progress.end();
    await deliver(packageReport(version, value, issues), options, {
      rules: knownRules,
      verdict: `${value.length} packages are whole in the package cache`,
    });
  });
}

async function openProject(folder: string, settings: Parameters<typeof openFhirPackages>[0]) {
  const { value: project, issues } = readProject(resolve(folder));
  if (project === undefined) return { value: [], issues };
  const opened = await openProjectPackages(resolve(folder), project, settings);
  return { value: opened.value, issues: [...issues, ...opened.issues] };
}

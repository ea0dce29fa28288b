import { join, resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { isCompiled, toReport, withIssuesOnly } from '../pipeline/build.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { repeatable } from './options/repeatable.ts';
import { openInquiry, withTerminology } from './options/terminology-options.ts';
import { timeLimit } from './options/time-limit.ts';
import { withBaseline } from './output/baseline.ts';
import { createProgress, shownPath } from './output/progress.ts';
import { deliver, withReporting, writeReport } from './output/reporting.ts';
import { stayInside } from './output/stay-inside.ts';
import { writePackage } from './output/write-package.ts';

export function registerBuild(program: Command, { version, signal }: CommandContext): void {
  const command = program
    .command('build')
    .summary('compile the guide, compute its snapshots, validate every example')
    .description(
      'Packages → compile → snapshot → validate every example → report.\nWrites fsh-generated/ as SUSHI does, and build/ (report.html, report.json, package/, package.tgz).',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option(
      '--package <package>',
      'use this package, in place of any other of its name and version: a .tgz file, a folder or id#version; repeatable',
      repeatable,
    )
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false)
    .addOption(timeLimit());
  withReporting(withTerminology(command)).action(async (folder, options) => {
    const project = resolve(folder);
    stayInside(project, 'build');
    const progress = createProgress(options);
    const { offline, frozen, timeLimit, package: added = [] } = options;
    const opened = openInquiry(options, project, signal, progress);
    const { inquiry } = opened;
    if (opened.issues.length > 0)
      return deliver(withIssuesOnly(opened.issues, version), options, { rules: knownRules }, { validates: true });
    const workspace = new Workspace(project, {
      once: true,
      offline,
      frozen,
      timeLimit,
      added,
      recalls: true,
      onStep: progress.step,
      ...(inquiry === undefined ? {} : { inquiry }),
    });
    const build = await workspace.known(signal).finally(opened.close);
    const report = await withBaseline(toReport({ ...build, ...opened.basis() }, version), options);

    const output = join(project, 'build');
    const details = {
      failOn: options.failOn,
      folder: project,
      phases: build.phases.done,
      rules: knownRules,
      ...(build.title === undefined ? {} : { title: build.title }),
    };
    if (build.guide !== undefined && isCompiled(build.guide))
      await writePackage(project, output, build.guide, build.packages, signal);
    await writeReport(join(output, 'report.json'), 'json', report, details);
    await writeReport(join(output, 'report.html'), 'html', report, details);
    progress.end();
    const gated = { ...options, baseline: undefined, writeBaseline: undefined };
    await deliver(report, gated, details, { validates: true });
    if (build.guide === undefined || !isCompiled(build.guide)) {
      progress.note('Nothing could be compiled: fsh-generated/ and the package are left as they were.');
    }
    progress.note(`The whole report: ${shownPath(join(output, 'report.html'))}`);
  });
}

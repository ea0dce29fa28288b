import { join, resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { checkRelease } from '../pipeline/release/check-release.ts';
import { stageRelease } from '../pipeline/release/stage-release.ts';
import { summarise } from '../report/finding/summarise.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { deliver, withReporting } from './output/reporting.ts';
import { registerReleasePublish } from './release-publish.ts';

export function registerRelease(program: Command, context: CommandContext): void {
  const { version, signal } = context;
  const command = program.command('release').summary('check, set up and publish what is published');
  const check = command
    .command('check')
    .summary('check a release before anything is built')
    .description(
      'Holds publication-request.json, sushi-config.yaml, stages.yaml, the dependencies and the pages against what a publication asks for, without Java.\nWith --web, the web site’s layout and list of versions too.',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--stage <stage>', 'check the guide as it would be published in this stage of stages.yaml')
    .option('--web <folder>', 'the folder of the web site that it is published to')
    .option('--since <version>', 'an older version, as ig compare names it: the version must follow from what changed');
  withReporting(check).action(async (project, options) => {
    const start = performance.now();
    const {
      id,
      version: released,
      stage,
      issues,
    } = await checkRelease(resolve(project), {
      ...(options.stage === undefined ? {} : { stage: options.stage }),
      ...(options.web === undefined ? {} : { web: resolve(options.web) }),
      ...(options.since === undefined ? {} : { since: options.since }),
      today: today(),
      signal,
    });
    const seconds = Math.round(performance.now() - start) / 1000;
    const summary = summarise([], issues, seconds);
    await deliver({ tool: { name: 'ig', version }, packages: [], summary, issues, results: [] }, options, {
      rules: knownRules,
      folder: resolve(project),
      verdict: `${id} ${released}${stage === undefined ? '' : ` in the stage ${stage.name}`}`,
    });
  });
  command
    .command('stage')
    .summary('make a copy of the guide as it is in a stage')
    .description(
      'Copies the guide with the version, status, label, date and template of a stage of stages.yaml, and writes its publication-request.json. The sources stay as they are.\nThe copy is built and published like any guide: ig publish <folder>',
    )
    .argument('<stage>', 'a stage of stages.yaml')
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--output <folder>', 'where the copy goes; build/stage/<stage> in the project by default')
    .action(async (stage, project, options) => {
      const folder = resolve(project);
      const target = resolve(options.output ?? join(folder, 'build', 'stage', stage.replace(/[^\w.-]/g, '-')));
      const staged = await stageRelease(folder, stage, target, today(), signal);
      process.stdout.write(`${staged.folder}\n`);
      process.stderr.write(`Version ${staged.version} is set up. Publish it: ig publish ${staged.folder}\n`);
    });
  registerReleasePublish(command, context);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Report } from '../model/report.ts';
import { toReport } from '../pipeline/build.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { publishGuide } from '../pipeline/publishing/publish.ts';
import { obtainPublisher, publisherSources } from '../pipeline/publishing/publisher-archives.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { timeLimit } from './options/time-limit.ts';
import { withBaseline } from './output/baseline.ts';
import { createProgress, shownPath } from './output/progress.ts';
import { showPosition } from './output/publisher-progress.ts';
import { deliver, withReporting, writeReport } from './output/reporting.ts';
import { stayInside } from './output/stay-inside.ts';

export function registerPublish(program: Command, { version, signal }: CommandContext): void {
  const command = program
    .command('publish')
    .summary('make the official site with the HL7 IG Publisher')
    .description(
      'Builds the guide, then runs the HL7 IG Publisher on a copy of it, with our packages, and puts the site into build/site/.\nNeeds Java 17 and Jekyll; ig doctor tells what is missing.',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--offline', 'ask no network for anything: the packages of the lockfile, the guide’s own template', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false)
    .addOption(timeLimit())
    .option('--template <template>', 'a folder, a package as id#version or an address, in place of the one of ig.ini')
    .addOption(
      new Option(
        '--publisher-source <source>',
        'where the Publisher comes from: archives of Maven Central, or HL7’s release; by default what can be had',
      ).choices(publisherSources),
    )
    .option('--memory <size>', 'heap of the Publisher, such as 3g; by default what this machine can spare', size)
    .option('--patience <minutes>', 'end the Publisher when it has printed nothing for so long', minutes, 10)
    .option('--keep', 'keep the copy of the guide that the Publisher ran on', false)
    .option('--verify-reproducible', 'run twice, and compare the two packages', false)
    .option('--fetch', 'only bring the Publisher to this machine, so that --offline works', false);
  withReporting(command).action(async (folder, options) => {
    const project = resolve(folder);
    const progress = createProgress({ quiet: options.quiet || options.verbose });
    if (options.fetch) {
      const { publisherSource: source, offline } = options;
      const { version: fetched, jars } = await obtainPublisher({ source, offline, signal, onStep: progress.step });
      progress.end();
      process.stdout.write(`The IG Publisher ${fetched} is on this machine (${jars.length} archives).\n`);
      return;
    }
    const { offline, frozen, timeLimit, template, memory, keep, verbose } = options;
    stayInside(project, 'build');
    const published = await publishGuide(project, {
      offline,
      frozen,
      timeLimit,
      template,
      memory,
      keep,
      source: options.publisherSource,
      patience: options.patience * 60,
      verify: options.verifyReproducible,
      signal,
      onStep: progress.step,
      onPosition: showPosition(progress),
      ...(verbose ? { onLine: (line: string) => process.stderr.write(`${line}\n`) } : {}),
    });
    const { build, publication, comparison, standIns, log, kept } = published;
    const { phases, title } = build;
    const built = toReport(build, version);
    const report: Report = await withBaseline(
      {
        ...built,
        packages: [...built.packages, ...standIns],
        phases: phases.done,
        ...(publication === undefined ? {} : { publication }),
        ...(comparison === undefined ? {} : { comparison }),
      },
      options,
    );
    const details = {
      rules: knownRules,
      folder: project,
      phases: phases.done,
      ...(title === undefined ? {} : { title }),
    };
    const output = join(project, 'build');
    const all = { ...details, failOn: options.failOn };
    await writeReport(join(output, 'report.json'), 'json', report, all);
    await writeReport(join(output, 'report.html'), 'html', report, all);
    progress.end();
    const gated = { ...options, baseline: undefined, writeBaseline: undefined };
    await deliver(report, gated, details, { validates: true });
    if (publication?.site !== undefined)
      progress.note(`The site: ${shownPath(join(project, publication.site, 'index.html'))}`);
    if (publication !== undefined) progress.note(`The log of the IG Publisher: ${shownPath(log)}`);
    if (kept !== undefined) progress.note(`The copy that it ran on: ${kept}`);
  });
}

function size(value: string): string {
  if (/^[1-9]\d*[mgMG]$/.test(value)) return value;
  throw new InvalidArgumentError('It must be a number of mebibytes or gibibytes, such as 3000m or 3g.');
}

function minutes(value: string): number {
  const number = Number(value);
  if (number > 0 && number <= 24 * 60) return number;
  throw new InvalidArgumentError('It must be a number of minutes.');
}

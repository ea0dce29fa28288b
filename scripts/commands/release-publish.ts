import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { comparisonJson } from '../compare/format/json.ts';
import { comparisonMarkdown } from '../compare/format/markdown.ts';
import { EnvironmentError, hasErrors, type Issue } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { toReport } from '../pipeline/build.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { configFileIn } from '../pipeline/guide/project.ts';
import { readStages } from '../pipeline/guide/stages.ts';
import { publishGuide } from '../pipeline/publishing/publish.ts';
import { checkRelease } from '../pipeline/release/check-release.ts';
import type { PublicationPlan } from '../pipeline/release/publication/next-site.ts';
import {
  publishRelease,
  type ReleasePublication,
  recoverRelease,
  requireWholeSite,
} from '../pipeline/release/publication/publish-release.ts';
import { stageRelease } from '../pipeline/release/stage-release.ts';
import { summarise } from '../report/finding/summarise.ts';
import { reaches } from '../report/gate/gate.ts';
import { comparisonPage } from './comparison-page/page.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { inBatches, print } from './output/print.ts';
import { createProgress } from './output/progress.ts';
import { showPosition } from './output/publisher-progress.ts';
import { deliver, withReporting, writeReport } from './output/reporting.ts';

/** As `ig publish` has it, in seconds. */
const PATIENCE = 600;

export function registerReleasePublish(release: Command, { version, signal }: CommandContext): void {
  const command = release
    .command('publish')
    .summary('publish a version into the folder of a web site')
    .description(
      'Publishes a version into the folder of a web site, whole or not at all: what is there already stays byte for byte, but for the pages of the current version and the lists of versions. Nothing is pushed anywhere.\nA stage of stages.yaml is copied, checked and built with the IG Publisher first; the folder of a copy that ig publish has built is published as it was built.',
    )
    .argument('[what]', 'a stage of stages.yaml, or the folder of a guide in such a stage, with its built site')
    .requiredOption('--web <folder>', 'the folder of the web site')
    .option('--dry-run', 'only tell what would be added and changed', false)
    .option('--resume', 'bring a publication that was interrupted to its end', false)
    .option('--undo', 'take a publication that was interrupted back', false)
    .option('--offline', 'build without a network', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false)
    .option('--allow-stand-ins', 'publish though packages are local stand-ins, to try it out', false);
  withReporting(command).action(async (what, options) => {
    const web = resolve(options.web);
    if (options.resume || options.undo) {
      if (what !== undefined || (options.resume && options.undo))
        throw new EnvironmentError(
          'Give --resume or --undo alone, with --web: it is about what was interrupted there.',
        );
      const done = await recoverRelease(web, options.undo ? 'undo' : 'resume', signal);
      process.stdout.write(
        options.undo ? `${web} is as it was before ${done}.\n` : `${done} is published in ${web}.\n`,
      );
      return;
    }
    if (what === undefined)
      throw new EnvironmentError('Name what is published: a stage of stages.yaml, or the folder of a built copy.');
    const start = performance.now();
    const progress = createProgress({ quiet: options.quiet || options.verbose });
    const forbids = (issues: readonly Issue[]) => issues.some((issue) => reaches(issue, options.failOn));
    const tell = async (
      { id, version: released, stage, issues }: Omit<ReleasePublication, 'plan' | 'folder'>,
      results: readonly ResourceResult[] = [],
    ) => {
      progress.end();
      const summary = summarise(results, issues, Math.round(performance.now() - start) / 1000);
      await deliver({ tool: { name: 'ig', version }, packages: [], summary, issues, results }, options, {
        rules: knownRules,
        verdict: `${id} ${released}${stage === undefined ? '' : ` in the stage ${stage.name}`}`,
      });
    };
    // Nothing is published then, whatever the gate and the baseline say of it.
    const refuse = async (...refused: Parameters<typeof tell>) => {
      await tell(...refused);
      process.exitCode = 1;
    };
    const { allowStandIns: allowsStandIns } = options;
    let project = resolve(what);
    if (!isGuideFolder(project)) {
      const source = resolve(nearestProject());
      requireStage(what, source);
      requireWholeSite(web, source);
      // What can be found at once is found before the site is built for minutes.
      const checked = await checkRelease(source, { stage: what, web, today: today(), signal, allowsStandIns });
      if (hasErrors(checked.issues) || forbids(checked.issues)) return refuse(checked);
      project = join(source, 'build', 'stage', what);
      await stageRelease(source, what, project, today(), signal);
      const { build } = await publishGuide(project, {
        offline: options.offline,
        frozen: options.frozen,
        patience: PATIENCE,
        keep: false,
        verify: false,
        signal,
        onStep: progress.step,
        onPosition: showPosition(progress),
      });
      const details = { rules: knownRules, phases: build.phases.done, failOn: options.failOn };
      await writeReport(join(project, 'build', 'report.json'), 'json', toReport(build, version), details);
      const { issues, results } = build;
      const all = [...issues, ...results.flatMap((each) => each.issues)];
      if (hasErrors(all) || forbids(all)) return refuse({ ...checked, issues }, results);
    }
    const published = await publishRelease(project, {
      web,
      isDryRun: options.dryRun,
      allowsStandIns,
      now: new Date(),
      forbids,
      write: (report) => ({
        html: comparisonPage(report, version),
        json: comparisonJson(report),
        markdown: [...comparisonMarkdown(report)].join(''),
      }),
      signal,
      onStep: progress.step,
    });
    if (published.plan === undefined) return refuse(published);
    await tell(published);
    if (options.format === undefined && options.output === undefined)
      await print(inBatches(planText(published, published.plan, options.dryRun, options.verbose || options.dryRun)));
  });
}

/** A folder may have the name of a stage: it is what is meant where it has a guide. */
function isGuideFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory() && configFileIn(path) !== undefined;
}

/** @throws EnvironmentError where neither a folder nor a stage has the name */
function requireStage(name: string, source: string): void {
  const stages = readStages(source).value ?? [];
  if (stages.some((each) => each.name === name)) return;
  throw new EnvironmentError(
    `${name.slice(0, 200)} is neither the folder of a guide nor a stage${stages.length === 0 ? '' : `: stages.yaml has ${stages.map((each) => each.name).join(', ')}`}.`,
  );
}

/** @param isLong whether each file is named */
function* planText(
  { id, version, folder = '' }: ReleasePublication,
  { added, current, lists, unchanged }: PublicationPlan,
  isDryRun: boolean,
  isLong: boolean,
): Generator<string> {
  const own = added.filter((path) => path.startsWith(`${folder}/`));
  const others = added.filter((path) => !path.startsWith(`${folder}/`));
  yield isDryRun
    ? `Would publish ${id} ${version}; nothing was changed.\n`
    : `Published ${id} ${version}: ${folder}/index.html\n`;
  const sections = [
    ['+', own, `Added in ${folder}`],
    ['+', others, 'Added for all versions and for the current one'],
    ['~', current.changed, 'Changed: the pages of the current version, at the canonical'],
    ['-', current.removed, 'Removed there: pages that the current version does not have any more'],
    ['~', lists, 'Changed: what tells of all versions'],
  ] as const;
  for (const [sign, paths, title] of sections) {
    if (paths.length === 0) continue;
    yield `${title}: ${paths.length}\n`;
    if (isLong) for (const path of paths) yield `  ${sign} ${path}\n`;
  }
  yield `Unchanged, byte for byte: ${unchanged.files} earlier files (${(unchanged.bytes / 1e6).toFixed(1)} MB)\n`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

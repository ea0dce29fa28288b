import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { buildGuide, toReport } from '../pipeline/build.ts';
import { Phases } from '../pipeline/phases.ts';
import { prepareValidator } from '../pipeline/validation.ts';
import type { CommandContext } from './context.ts';
import { knownRules } from './known-rules.ts';
import { payloadFiles } from './payloads.ts';
import { createProgress } from './progress.ts';
import { deliver, deliverAsFound, withReporting } from './reporting.ts';
import { type EngineRun, validateFilesWith, validateGuideWith } from './second-engine.ts';
import { defaultJobs, validateFiles } from './validate-files.ts';

export function registerValidate(program: Command, { version, signal }: CommandContext): void {
  const command = program
    .command('validate')
    .summary('validate resources against the guide, or the guide’s own examples')
    .description(
      'Validates resources: files, folders, globs, NDJSON, or - for standard input; without any, the examples of the guide.\nJSON only.',
    )
    .argument('[path...]', 'files, folders or globs; - for standard input')
    .option(
      '--profile <canonical>',
      'hold each resource against this profile too, as url or url|version; repeatable',
      also,
    )
    .option('--package <package>', 'load this package too: id#version, a .tgz file or a folder; repeatable', also)
    .option('--fhir-only', 'no guide: R4 core, terminology and extensions', false)
    .option('--allow-example-urls', 'take example.org and acme.com for what they are', false)
    .option('--project <folder>', 'the guide: folder with sushi-config.yaml; the current one if it is a guide')
    .option(
      '--jobs <n>',
      'validate in so many threads; by default one, or two to four where there is much to validate',
      count,
    )
    .addOption(
      new Option(
        '--engine <engine>',
        'hl7: the official HL7 validator in place of ours, needs Java 17; both: ours, and where the two differ',
      )
        .choices(['ig', 'hl7', 'both'] as const)
        .default('ig' as const),
    )
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false);
  withReporting(command).action(async (paths, options) => {
    // Results that go to a terminal one by one tell enough of how far it is.
    const tellsItself = options.format === 'ndjson' && options.output === undefined && process.stdout.isTTY;
    const progress = createProgress({ quiet: options.quiet || tellsItself });
    const { package: added, profile: profiles = [], fhirOnly, allowExampleUrls, offline, frozen } = options;
    const chosen = {
      fhirOnly,
      allowExampleUrls,
      offline,
      frozen,
      guideOptional: options.project === undefined,
      ...(added === undefined ? {} : { added }),
    };
    const settings = { ...chosen, signal, onStep: progress.step };
    const project = resolve(options.project ?? '.');
    const tell = ({ report, phases, title }: EngineRun) => {
      progress.end();
      const named = title === undefined ? {} : { title };
      return deliver(report, options, { rules: knownRules, phases: phases.done, ...named });
    };
    if (paths.length === 0) {
      const alone = options.fhirOnly ? '--fhir-only' : profiles.length > 0 ? '--profile' : undefined;
      if (alone !== undefined) command.error(`error: ${alone} needs paths: name the files to validate`);
      if (options.engine !== 'ig') return tell(await validateGuideWith(options.engine, project, settings, version));
      const build = await buildGuide(project, { ...settings, writes: false });
      progress.end();
      return deliver(toReport(build, version), options, { rules: knownRules, phases: build.phases.done });
    }

    const files = await payloadFiles(paths);
    if (options.engine !== 'ig') {
      return tell(await validateFilesWith(options.engine, files, project, { ...settings, profiles }, version));
    }
    const phases = new Phases(progress.step);
    const { value: ready, issues } = await phases.run('Packages and definitions', () =>
      prepareValidator(project, settings),
    );
    const head = toReport({ packages: ready?.packages ?? [], issues, results: [], phases }, version);
    const jobs = options.jobs ?? (await defaultJobs(files));
    const setup = { project, options: chosen, profiles };
    const results = ready === undefined ? [] : validateFiles(files, jobs, ready.validator, setup, signal);
    await deliverAsFound(head, phases.each('Validate', results), options, () => {
      progress.end();
      const title = ready?.guide === undefined ? {} : { title: ready.guide };
      return { seconds: phases.seconds, details: { rules: knownRules, phases: phases.done, ...title } };
    });
    ready?.keep();
  });
}

/** Collects a repeatable option; one that takes several values at once would swallow the paths behind it. */
function also(value: string, before: readonly string[] = []): readonly string[] {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return [...before, value];
}

function count(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 256) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 256.');
}

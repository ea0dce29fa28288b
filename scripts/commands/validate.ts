import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from '@commander-js/extra-typings';
import type { ResourceResult } from '../model/report.ts';
import { buildGuide, toReport } from '../pipeline/build.ts';
import { Phases } from '../pipeline/phases.ts';
import { prepareValidator } from '../pipeline/validation.ts';
import type { CommandContext } from './context.ts';
import { knownRules } from './known-rules.ts';
import { payloadFiles, readPayload } from './payloads.ts';
import { createProgress } from './progress.ts';
import { deliver, withReporting } from './reporting.ts';
import { validatePayload } from './validate-payload.ts';

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
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false);
  withReporting(command).action(async (paths, options) => {
    const progress = createProgress(options);
    const { package: added, profile: profiles = [], ...rest } = options;
    const settings = {
      ...rest,
      signal,
      onStep: progress.step,
      guideOptional: options.project === undefined,
      ...(added === undefined ? {} : { added }),
    };
    const project = resolve(options.project ?? '.');
    if (paths.length === 0) {
      const alone = options.fhirOnly ? '--fhir-only' : profiles.length > 0 ? '--profile' : undefined;
      if (alone !== undefined) command.error(`error: ${alone} needs paths: name the files to validate`);
      const build = await buildGuide(project, { ...settings, writes: false });
      progress.end();
      return deliver(toReport(build, version), options, { rules: knownRules, phases: build.phases.done });
    }

    const files = await payloadFiles(paths);
    const phases = new Phases(progress.step);
    const { value: ready, issues } = await phases.run('Packages and definitions', () =>
      prepareValidator(project, settings),
    );
    const results: ResourceResult[] = [];
    if (ready !== undefined) {
      await phases.run('Validate', async () => {
        for (const file of files) {
          signal.throwIfAborted();
          results.push(...validatePayload(await readPayload(file), ready.validator, profiles));
        }
      });
    }
    progress.end();
    const packages = ready?.packages ?? [];
    const title = ready?.guide;
    await deliver(toReport({ packages, issues, results, phases }, version), options, {
      rules: knownRules,
      phases: phases.done,
      ...(title === undefined ? {} : { title }),
    });
  });
}

/** Collects a repeatable option; one that takes several values at once would swallow the paths behind it. */
function also(value: string, before: readonly string[] = []): readonly string[] {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return [...before, value];
}

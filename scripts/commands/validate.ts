import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { type Issue, isAtLeast } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { buildGuide, toReport } from '../pipeline/build.ts';
import { Phases } from '../pipeline/phases.ts';
import { prepareValidator } from '../pipeline/validation.ts';
import { rules } from '../validate/rules.ts';
import type { Validator } from '../validate/validator.ts';
import type { CommandContext } from './context.ts';
import { type Payload, payloadFiles, readPayload } from './payloads.ts';
import { createProgress } from './progress.ts';
import { deliver, withReporting } from './reporting.ts';

export function registerValidate(program: Command, { version, signal }: CommandContext): void {
  const command = program
    .command('validate')
    .summary('validate resources against the guide, or the guide’s own examples')
    .description(
      'Validates resources: files, folders, globs, NDJSON, or - for standard input; without any, the examples of the guide.\nJSON only.',
    )
    .argument('[path...]', 'files, folders or globs; - for standard input')
    .option('--profile <canonical...>', 'hold each resource against this profile too, as url or url|version')
    .option('--package <package...>', 'load this package too: id#version, a .tgz file or a folder')
    .option('--fhir-only', 'no guide: R4 core, terminology and extensions', false)
    .option('--allow-example-urls', 'take example.org and acme.com for what they are', false)
    .option('--project <folder>', 'the guide: folder with sushi-config.yaml', '.')
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false);
  withReporting(command).action(async (paths, options) => {
    const progress = createProgress(options);
    const { package: added, profile: profiles = [], ...rest } = options;
    const settings = { ...rest, signal, onStep: progress.step, ...(added === undefined ? {} : { added }) };
    const project = resolve(options.project);
    if (paths.length === 0 && !options.fhirOnly) {
      const build = await buildGuide(project, { ...settings, writes: false });
      progress.end();
      return deliver(toReport(build, version), options, { rules, phases: build.phases.done });
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
      rules,
      phases: phases.done,
      ...(title === undefined ? {} : { title }),
    });
  });
}

const BYTE_ORDER_MARK = '\ufeff';

function validatePayload(
  { file, bytes }: Payload,
  validator: Validator,
  profiles: readonly string[],
): ResourceResult[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const message = 'This is not UTF-8, which JSON has to be written in. Save the file as UTF-8.';
    return [unreadable(file, { severity: 'fatal', code: 'invalid', rule: 'json-encoding', message, source: { file } })];
  }
  if (!/\.ndjson$/i.test(file)) {
    const marked = text.startsWith(BYTE_ORDER_MARK);
    const result = validator.validate(marked ? text.slice(1) : text, { file, profiles });
    return [marked ? withMarkIssue(result) : result];
  }
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => onLine(validator.validate(line, { file, profiles }), number));
}

/** A finding in a line of NDJSON stands on that line of the file. */
function onLine(result: ResourceResult, line: number): ResourceResult {
  const issues = result.issues.map((issue) =>
    issue.source === undefined ? issue : { ...issue, source: { ...issue.source, line } },
  );
  return { ...result, issues };
}

function withMarkIssue(result: ResourceResult): ResourceResult {
  const message =
    'The text starts with a byte order mark, which JSON must not have. Save the file as UTF-8 without it.';
  const issue: Issue = {
    severity: 'warning',
    code: 'invalid',
    rule: 'json-encoding',
    message,
    source: { file: result.file, line: 1, column: 1 },
  };
  return { ...result, issues: [issue, ...result.issues] };
}

function unreadable(file: string, issue: Issue): ResourceResult {
  return { file, profiles: [], valid: !isAtLeast(issue.severity, 'error'), issues: [issue] };
}

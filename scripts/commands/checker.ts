import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { type CheckerFiles, makeChecker } from '../pipeline/checker/make-checker.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { packageReport } from './output/package-report.ts';
import { createProgress } from './output/progress.ts';
import { deliver } from './output/reporting.ts';
import { writeWhole } from './output/write-whole.ts';

export function registerChecker(program: Command, { version, signal }: CommandContext): void {
  program
    .command('checker')
    .summary('make the guide’s own checker: one file for browsers and Node.js')
    .description(
      'Makes verifier.mjs: the engine, the guide’s rules and all definitions that these need, in one ES module.\nnode verifier.mjs transaction.json says then what the API would answer, without this toolchain.',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .requiredOption('--output <folder>', 'where the checker is written', folderName)
    .option('--fhir-only', 'no guide: a checker of R4 core, terminology and extensions', false)
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false)
    .addOption(
      new Option('--format <format>', 'how findings are written')
        .choices(['text', 'json'] as const)
        .default('text' as const),
    )
    .option('--quiet', 'no progress on standard error', false)
    .option('--no-color', 'no colours; so it is too where NO_COLOR is set or the output is no terminal')
    .action(async (project, { output: folder, format, color, ...options }) => {
      const progress = createProgress(options);
      const made = await makeChecker(resolve(project), { ...options, signal, onStep: progress.step });
      for (const [name, text] of made.files) await writeWhole(join(resolve(folder), name), text);
      progress.end();
      const names = [...made.files.keys()].map((name) => join(folder, name));
      const verdict = `${names.join(', ')} written, ${sizeOf(made.files)}`;
      const { quiet } = options;
      const reporting = { format: [{ format }], failOn: 'error' as const, color, verbose: false, quiet };
      const report = packageReport(version, made.packages, made.issues);
      await deliver(report, reporting, { rules: knownRules, verdict });
    });
}

function sizeOf(files: CheckerFiles): string {
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function folderName(value: string): string {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

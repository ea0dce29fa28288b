import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import type { Issue } from '../model/issue.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { filesToWrite, type SuppressionFile } from '../pipeline/suppressions.ts';
import { summarise } from '../report/finding/summarise.ts';
import { SUPPRESSIONS } from '../report/gate/suppression.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { createProgress } from './output/progress.ts';
import { deliver, withReporting } from './output/reporting.ts';
import { stayInside } from './output/stay-inside.ts';
import { writeWhole } from './output/write-whole.ts';

export function registerSuppressions(program: Command, { version }: CommandContext): void {
  const suppressions = program
    .command('suppressions')
    .summary('the findings that the project lives with, in suppressions.yaml')
    .description(`What the project lives with, each with reason, owner and last day: ${SUPPRESSIONS}.`);
  const command = suppressions
    .command('write')
    .summary('make the files from it that the IG Publisher and SUSHI read')
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--frozen', 'change nothing: fail when anything would change', false);
  withReporting(command).action(async (folder, options) => {
    const progress = createProgress(options);
    const { value: files, issues } = filesToWrite(resolve(folder));
    if (!options.frozen) for (const file of files) await write(resolve(folder), file);
    const changes = options.frozen ? files.map(({ name }) => stale(name)) : [];
    const all = [...issues, ...changes];
    progress.end();
    const report = { tool: { name: 'ig', version } as const, packages: [], issues: all, results: [] };
    await deliver({ ...report, summary: summarise([], all, process.uptime()) }, options, {
      rules: knownRules,
      folder: resolve(folder),
      verdict: verdictOf(files),
    });
  });
}

async function write(folder: string, { name, text }: SuppressionFile): Promise<void> {
  stayInside(folder, dirname(name));
  const file = join(folder, name);
  if (text === undefined) await rm(file, { force: true });
  else await writeWhole(file, text);
}

function stale(file: string): Issue {
  const message = `${file} is not what ${SUPPRESSIONS} gives, and --frozen forbids to change it. Run ig suppressions write.`;
  return { severity: 'error', code: 'conflict', rule: 'suppressions-stale', message, source: { file } };
}

function verdictOf(files: readonly SuppressionFile[]): string {
  if (files.length === 0) return `the files are what ${SUPPRESSIONS} gives`;
  return files.map(({ name, text }) => (text === undefined ? `${name} was deleted` : `${name} was written`)).join(', ');
}

import { dirname, join, resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { makePages } from '../pipeline/pages/pages.ts';
import { summarise } from '../report/finding/summarise.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { createProgress } from './output/progress.ts';
import { deliver, withReporting } from './output/reporting.ts';
import { stayInside } from './output/stay-inside.ts';
import { writeWhole } from './output/write-whole.ts';

export function registerPages(program: Command, { version, signal }: CommandContext): void {
  const command = program
    .command('pages')
    .summary('make the parts of the pages that come from the guide itself')
    .description(
      'Renders the templates of input/pages-source/ over the compiled guide, and draws the sequence diagrams of input/images-source/.\nWrites what they make below input/; commit it. With --check, writes nothing and reports what is stale.',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option('--check', 'write nothing; a file that is stale is a finding', false)
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false);
  withReporting(command).action(async (folder, options) => {
    const project = resolve(folder);
    const progress = createProgress(options);
    const { offline, frozen, check } = options;
    const start = performance.now();
    const { fragments, issues, stale } = await makePages(project, { offline, frozen, signal, onStep: progress.step });
    const outdated = new Set(stale.filter(({ rule }) => rule === 'page-stale').map(({ source }) => source?.file));
    const written = check ? [] : fragments.filter(({ file }) => outdated.has(file));
    for (const { file } of written) stayInside(project, dirname(file));
    for (const { file, text } of written) await writeWhole(join(project, file), text);
    progress.end();
    for (const { file } of written) progress.note(`Written: ${file}`);
    const remaining = check ? stale : stale.filter(({ rule }) => rule !== 'page-stale');
    const found = [...issues, ...remaining];
    const seconds = Math.round(performance.now() - start) / 1000;
    const summary = summarise([], found, seconds);
    await deliver({ tool: { name: 'ig', version }, packages: [], summary, issues: found, results: [] }, options, {
      rules: knownRules,
      folder: project,
      verdict: `${fragments.length} ${fragments.length === 1 ? 'file' : 'files'} made from the guide`,
    });
    if (!check) progress.note(`${written.length} written, ${fragments.length - written.length} as they should be.`);
  });
}

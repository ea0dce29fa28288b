import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { isPackageId } from '../model/package-name.ts';
import { type InitStep, initLockfile, initSteps } from '../pipeline/starting/init-project.ts';
import type { CommandContext } from './options/context.ts';
import { createProgress } from './output/progress.ts';
import { stayInside } from './output/stay-inside.ts';
import { writeWhole } from './output/write-whole.ts';

export function registerInit(program: Command, { version, signal }: CommandContext): void {
  program
    .command('init')
    .summary('make a guide, or make one that exists ready for this toolchain')
    .description(
      'Makes a guide in a folder, or adds what this toolchain needs to one that exists: the lockfile of its packages, suppressions.yaml, a workflow, editor settings. What is there is never changed.',
    )
    .argument('[folder]', 'the folder of the guide; it need not exist', '.')
    .option('--id <id>', 'id of a new guide, such as fr.example.steps', packageId)
    .option('--canonical <url>', 'canonical URL of a new guide', address)
    .option('--title <title>', 'title of a new guide', line)
    .option('--offline', 'ask no FHIR registry', false)
    .option('--dry-run', 'write nothing; say what would be added', false)
    .option('--quiet', 'no progress', false)
    .action(async (folder, { id, canonical, title, offline, dryRun, quiet }) => {
      const project = resolve(folder);
      const progress = createProgress({ quiet });
      const names = { ...(id && { id }), ...(canonical && { canonical }), ...(title && { title }) };
      const steps = initSteps(project, { names, version });
      const told: (InitStep & { readonly isAdded: boolean })[] = [];
      for (const step of steps) {
        signal.throwIfAborted();
        if (step.text !== undefined && !dryRun) await add(project, step.name, step.text);
        told.push({ ...step, isAdded: step.text !== undefined });
      }
      if (!dryRun) told.push(await initLockfile(project, { signal, offline, onStep: progress.step }));
      progress.end();
      process.stdout.write(toText(told, folder, dryRun));
    });
}

async function add(project: string, name: string, text: string): Promise<void> {
  stayInside(project, dirname(name));
  await mkdir(dirname(join(project, name)), { recursive: true });
  await writeWhole(join(project, name), text);
}

function toText(steps: readonly (InitStep & { readonly isAdded: boolean })[], project: string, isDry: boolean): string {
  const added = steps.filter(({ isAdded }) => isAdded).map(({ name }) => `  ${name}`);
  const kept = steps.filter(({ isAdded }) => !isAdded).map(({ name, note }) => `  ${name}${note ? `: ${note}` : ''}`);
  const lines: string[] = [];
  if (added.length > 0) lines.push(isDry ? 'Would add' : 'Added', ...added, '');
  if (kept.length > 0) lines.push('Left as it is', ...kept, '');
  const at = project === '.' ? '' : `cd ${project} && `;
  if (added.length === 0) lines.push('Nothing is missing.');
  else if (!isDry) lines.push(`Next: ${at}npm install && npx --no fhir-ig build`);
  return `${lines.join('\n')}\n`;
}

function packageId(value: string): string {
  if (isPackageId(value) && !value.startsWith('@')) return value;
  throw new InvalidArgumentError('It must be lower-case letters, digits, dots and hyphens, such as fr.example.steps.');
}

function address(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !/[\s"'#<>]/.test(value)) return value;
  throw new InvalidArgumentError('It must be an http or https address, such as https://example.org/fhir.');
}

function line(value: string): string {
  if (value.trim() !== '' && !/\p{Cc}/u.test(value)) return value.trim();
  throw new InvalidArgumentError('It must be one line of text.');
}

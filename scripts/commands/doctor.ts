import { type Command, Option } from '@commander-js/extra-typings';
import { cacheFolder } from '../packages/disk/cache.ts';
import { type Probe, probeMachine } from '../pipeline/machine.ts';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('tell what this machine has, and what is missing for what')
    .description('Tells what this machine has, what is missing for which command, and the command that gets it.')
    .addOption(new Option('--format <format>').choices(['text', 'json'] as const).default('text' as const))
    .action(async ({ format }) => {
      const probes = await probeMachine(cacheFolder(process.env));
      process.stdout.write(format === 'json' ? `${JSON.stringify(probes, undefined, 2)}\n` : toText(probes));
      if (probes.some(({ found, neededFor }) => !found && neededFor === 'build')) process.exitCode = 1;
    });
}

function toText(probes: readonly Probe[]): string {
  const width = Math.max(...probes.map(({ name }) => name.length));
  const lines = probes.map(({ name, found, detail, remedy, neededFor }) => {
    const line = `${found ? '✔' : '✖'} ${name.padEnd(width)}  ${detail}`;
    return found ? line : `${line} (for ${neededFor}: ${remedy})`;
  });
  const missing = probes.filter(({ found }) => !found);
  const verdict = missing.some(({ neededFor }) => neededFor === 'build')
    ? 'This machine cannot build the guide yet: mend what is marked ✖ for build.'
    : 'This machine can build and validate.';
  return `${[...lines, '', verdict].join('\n')}\n`;
}

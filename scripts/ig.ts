import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { registerBuild } from './commands/build.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExplainRule } from './commands/explain-rule.ts';
import { registerPackages } from './commands/packages.ts';
import { registerPages } from './commands/pages.ts';
import { registerPublish } from './commands/publish.ts';
import { registerSuppressions } from './commands/suppressions.ts';
import { registerValidate } from './commands/validate.ts';
import { faultText, limitOf } from './model/fault.ts';
import { EnvironmentError } from './model/issue.ts';
import { visible, visibleLine } from './report/visible.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const interrupted = new AbortController();
// Whatever is under way listens to it: requests, downloads, threads. Node.js would take more than ten for a leak.
setMaxListeners(0, interrupted.signal);

/** Runs one command line. Exit codes: 0 clean, 1 findings at or above the gate, 2 could not run. */
async function main(): Promise<void> {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () =>
      interrupted.abort(new EnvironmentError(`Stopped by ${name}. Nothing was left half written.`)),
    );
  }
  // A reader that closes the pipe early (`ig build | head`) is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`ig: Standard output cannot be written (${error.message}).\n`);
    process.exitCode = 2;
  });

  const program = new Command('ig')
    .description('Builds and validates a FHIR implementation guide written in FHIR Shorthand.')
    .version(version)
    .showHelpAfterError('(ig --help lists the commands; ig help <command> tells its options)')
    .configureOutput({ writeErr: (text) => process.stderr.write(visible(text)) })
    .exitOverride();
  const context = { version, signal: interrupted.signal };
  registerBuild(program, context);
  registerValidate(program, context);
  registerPackages(program, context);
  registerPublish(program, context);
  registerSuppressions(program, context);
  registerPages(program, context);
  registerExplainRule(program, context);
  registerDoctor(program);
  await program.parseAsync();
}

/** A sentence for what the run met; the stack only for what can only be a bug of ours. */
function explain(error: unknown): string {
  if (error instanceof EnvironmentError) {
    const cause = error.cause instanceof Error ? ` (${cut(faultText(error.cause))})` : '';
    return `ig: ${visibleLine(`${error.message}${cause}`)}\n`;
  }
  const limit = limitOf(error);
  if (limit !== undefined)
    return `ig: Something that was read is beyond what can be worked on: ${limit}. Try its files one by one to find it, and report it as a defect.\n`;
  const details = error instanceof Error ? error.stack : String(error);
  return `ig: this is a defect of ig, please report it with the lines below.\n${details}\n`;
}

/** A file system repeats the whole path, however long. */
function cut(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // Help and --version come here too, with exit code 0; a mistyped command line is 2, not commander's 1.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(explain(interrupted.signal.aborted ? interrupted.signal.reason : error));
    process.exitCode = 2;
  }
});

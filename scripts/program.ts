import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { registerBuild } from './commands/build.ts';
import { registerChecker } from './commands/checker.ts';
import { registerCompare } from './commands/compare.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExplainRule } from './commands/explain-rule.ts';
import { registerHelp } from './commands/help.ts';
import { registerInit } from './commands/init.ts';
import { registerLsp } from './commands/lsp.ts';
import { languageAsked } from './commands/output/language.ts';
import { registerPackages } from './commands/packages.ts';
import { registerPages } from './commands/pages.ts';
import { registerPublish } from './commands/publish.ts';
import { registerRelease } from './commands/release.ts';
import { registerSuppressions } from './commands/suppressions.ts';
import { registerValidate } from './commands/validate.ts';
import { registerWatch } from './commands/watch.ts';
import { tellEnd } from './process/tell-end.ts';
import { visible } from './report/finding/visible.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Runs one command line. Exit codes: 0 clean, 1 findings at or above the gate, 2 could not run. */
export async function runProgram(signal: AbortSignal): Promise<void> {
  try {
    await run(signal);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and --version come here too, with exit code 0; a mistyped command line is 2, not commander's 1.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else tellEnd(signal.aborted ? signal.reason : error);
  }
}

async function run(signal: AbortSignal): Promise<void> {
  // Whatever is under way listens to it: requests, downloads, threads. Node.js would take more than ten for a leak.
  setMaxListeners(0, signal);
  const program = createProgram(signal);
  if (languageAsked(process.argv.slice(2)) === 'fr') (await import('./commands/french/help.ts')).inFrench(program);
  await program.parseAsync();
}

/** All commands, with their options and helps. */
export function createProgram(signal: AbortSignal): Command {
  const program = new Command('ig')
    .description('Builds and validates a FHIR implementation guide written in FHIR Shorthand.')
    .version(version)
    .showHelpAfterError('(ig --help lists the commands; ig help <command> tells its options)')
    .configureOutput({ writeErr: (text) => process.stderr.write(visible(text)) })
    .exitOverride();
  const context = { version, signal };
  registerInit(program, context);
  registerBuild(program, context);
  registerValidate(program, context);
  registerWatch(program, context);
  registerLsp(program, context);
  registerPackages(program, context);
  registerPublish(program, context);
  registerSuppressions(program, context);
  registerPages(program, context);
  registerChecker(program, context);
  registerCompare(program, context);
  registerRelease(program, context);
  registerExplainRule(program, context);
  registerDoctor(program);
  registerCompletion(program);
  registerHelp(program);
  return program;
}

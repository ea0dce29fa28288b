import { resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import { concludeSignals, heedSignals } from '../process/signals.ts';
import { gate } from '../report/gate/gate.ts';
import { ProjectFiles } from '../workspace/project-files.ts';
import { Workspace } from '../workspace/workspace.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { repeatable } from './options/repeatable.ts';
import { timeLimit } from './options/time-limit.ts';
import { stayInside } from './output/stay-inside.ts';
import { fullCheck } from './watching/full-check.ts';
import { takeKeys } from './watching/keys.ts';
import { lineTeller } from './watching/line-teller.ts';
import { ndjsonTeller } from './watching/ndjson-teller.ts';
import { CommandRunner } from './watching/run-command.ts';
import { ScreenTeller } from './watching/screen-teller.ts';
import { ProjectWatch } from './watching/watch-project.ts';

export function registerWatch(program: Command, { version, signal }: CommandContext): void {
  program
    .command('watch')
    .summary('stay warm, and tell of each edit what it makes of the verdict')
    .description(
      'Checks the guide, and at each save what the edit touches: what is new, what is fixed, what is still there.\nA full check behind it confirms. Writes nothing but the report that is asked for.',
    )
    .argument('[project]', 'folder with sushi-config.yaml', nearestProject())
    .option(
      '--package <package>',
      'use this package, in place of any other of its name and version; repeatable',
      repeatable,
    )
    .option('--offline', 'ask no FHIR registry', false)
    .option('--frozen', 'fail when anything differs from the lockfile', false)
    .addOption(timeLimit())
    .addOption(
      new Option('--format <format>', 'ndjson: one JSON object a line')
        .choices(['text', 'ndjson'] as const)
        .default('text' as const),
    )
    .option('--run <command>', 'run this command after each verdict that passes; its output goes to standard error')
    .option('--once', 'give the first verdict, run the command if it passes, and end', false)
    .addOption(
      new Option('--fail-on <severity>', 'a verdict passes without findings at least this severe')
        .choices(['error', 'warning', 'information', 'never'] as const)
        .default('error' as const),
    )
    .option('--no-color', 'no colours; so it is too where NO_COLOR is set or the output is no terminal')
    .action(async (folder, options) => {
      const project = resolve(folder);
      const { offline, frozen, timeLimit, failOn, format, once, run, package: added = [] } = options;
      const { stdout, stdin } = process;
      const color = options.color && stdout.isTTY === true && process.env.NO_COLOR === undefined;
      const isScreen = format === 'text' && !once && stdout.isTTY === true && stdin.isTTY === true;
      const write = (text: string) => stdout.write(text);
      const screen = isScreen ? new ScreenTeller(stdout, color, failOn) : undefined;
      const teller = screen ?? (format === 'ndjson' ? ndjsonTeller(write) : lineTeller(write, color, failOn));
      const restore = () => screen?.end();
      process.once('exit', restore);

      const files = new ProjectFiles(
        project,
        added.map((each) => resolve(each)),
      );
      const workspace = new Workspace(project, { offline, frozen, timeLimit, added, writes: false });
      const runner =
        run === undefined ? undefined : new CommandRunner(run, project, (exitCode) => teller.ran(run, exitCode));
      const same = [
        ...(offline ? ['--offline'] : []),
        ...(frozen ? ['--frozen'] : []),
        ...added.flatMap((each) => ['--package', each]),
        ...['--time-limit', String(timeLimit)],
      ];
      const watch = new ProjectWatch({
        workspace,
        files,
        teller,
        failOn,
        version,
        ...(runner === undefined ? {} : { runner }),
        fullCheck: (stop) => fullCheck(project, same, stop),
      });
      const quit = new AbortController();
      stayInside(project, 'build');
      const stop = AbortSignal.any([signal, quit.signal]);
      const release =
        screen === undefined
          ? undefined
          : takeKeys(screen, {
              project,
              watch,
              failOn,
              details: { rules: knownRules },
              signal: stop,
              quit: () => quit.abort(),
            });
      try {
        const report = await watch.first(stop);
        process.exitCode = gate(report, failOn);
        if (once) return await runner?.ended();
        heedSignals('Nothing was left half written.');
        await watch.follow(stop);
        process.exitCode = 0;
      } finally {
        concludeSignals();
        release?.();
        restore();
        files.end();
        runner?.end();
      }
    });
}

import type { Command, CommandUnknownOpts } from '@commander-js/extra-typings';
import { nearestTo } from '../model/nearest.ts';
import { languageOption } from './output/language.ts';

/** `ig help packages lock`: commander's own help command knows the first of the names alone. */
export function registerHelp(program: Command): void {
  program
    .command('help')
    .summary('display help for command')
    .description('Displays the help of a command, or of one below it, such as ig help packages lock.')
    .argument('[command...]', 'name of a command, then of one below it')
    .helpOption(false)
    .addOption(languageOption())
    .action((names) => {
      let command: CommandUnknownOpts = program;
      for (const name of names) {
        const next = command.commands.find((each) => each.name() === name);
        if (next === undefined) return command.error(unknownCommand(command, name));
        command = next;
      }
      command.help();
    });
}

function unknownCommand({ commands }: CommandUnknownOpts, name: string): string {
  const names = commands.map((each) => each.name());
  const nearest = nearestTo(name, names);
  const hint = nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`;
  return `error: unknown command '${name}'${hint}`;
}

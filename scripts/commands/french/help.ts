import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings';
import { HELP, TITLES } from './help-texts.ts';

/** Puts the help of a program and of all its commands into French, where it has that. */
export function inFrench(program: CommandUnknownOpts): void {
  const plain = new Help();
  const walk = (command: CommandUnknownOpts) => {
    command.configureHelp({
      styleTitle: (title) => spaced(TITLES[title] ?? title),
      optionDescription: (option) => withFrenchLabels(plain.optionDescription(option)),
      argumentDescription: (argument) => withFrenchLabels(plain.argumentDescription(argument)),
    });
    command.helpOption('-h, --help', 'affiche cette aide');
    command.summary(french(command.summary()));
    command.description(french(command.description()));
    for (const option of command.options) option.description = french(option.description);
    for (const argument of command.registeredArguments) argument.description = french(argument.description);
    command.commands.forEach(walk);
  };
  walk(program);
}

function french(text: string): string {
  return spaced(HELP[text] ?? text);
}

/** What commander says behind a description. */
function withFrenchLabels(description: string): string {
  return description.replace(/\((choices: .*?)?(, )?(default: [^()]*)?\)$/, (labels) =>
    labels.replace('choices: ', 'valeurs ').replace('default: ', 'par défaut '),
  );
}

/** French has a no-break space before a colon, a semicolon or a question mark. */
function spaced(text: string): string {
  return text.replace(/ (?=[:;?!](?:\s|$))/g, '\u00a0');
}

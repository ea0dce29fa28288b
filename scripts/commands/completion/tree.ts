import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** What may stand at a place of a command line: one of some words, a file, a folder, or whatever somebody types. */
export type Value = readonly string[] | 'file' | 'folder' | 'text';

interface CompletedOption {
  /** `--format`; a short one too where there is one. */
  readonly flags: readonly string[];
  /** Undefined where it takes none. */
  readonly value: Value | undefined;
  readonly description: string;
}

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** Its names from below the program, with a slash before each: `/packages/lock`; empty for the program. */
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
  /** Of its arguments; undefined where it has none. */
  readonly argument: Value | undefined;
}

/**
 * All commands of a program, out of what it says of them itself.
 * @param words what an argument may be, by its name
 */
export function completedProgram(
  program: CommandUnknownOpts,
  words: Readonly<Record<string, readonly string[]>> = {},
): CompletedCommand {
  const walk = (command: CommandUnknownOpts, path: string): CompletedCommand => {
    const below = command.commands.map((each) => walk(each, `${path}/${each.name()}`));
    const [argument] = command.registeredArguments;
    return {
      path,
      name: command.name(),
      summary: firstLine(command.summary() || command.description()),
      options: command
        .createHelp()
        .visibleOptions(command)
        .map((option) => ({
          flags: [option.long, option.short].filter((flag) => typeof flag === 'string'),
          value: valueTaken(option),
          description: firstLine(option.description),
        })),
      commands: below,
      argument: argument && (argument.argChoices ?? words[argument.name()] ?? kindOf(argument.name())),
    };
  };
  const whole = walk(program, '');
  const commands = whole.commands.map((each) =>
    each.name === 'help' ? { ...each, argument: undefined, commands: named(whole.commands, '/help') } : each,
  );
  return { ...whole, commands };
}

/** The command and all below it. */
export function allOf(command: CompletedCommand): readonly CompletedCommand[] {
  return [command, ...command.commands.flatMap(allOf)];
}

/** What `ig help` is asked about: the commands by their names alone. */
function named(commands: readonly CompletedCommand[], below: string): CompletedCommand[] {
  return commands
    .filter(({ name }) => name !== 'help')
    .map((each) => ({
      ...each,
      path: `${below}${each.path}`,
      options: [],
      argument: undefined,
      commands: named(each.commands, below),
    }));
}

function valueTaken({ flags, argChoices, parseArg, required, optional }: Option): Value | undefined {
  if (!required && !optional) return undefined;
  // The parser of a format that may name a file knows the formats.
  const { names } = (parseArg ?? {}) as { readonly names?: readonly string[] };
  return argChoices ?? names ?? kindOf(/[<[]([^>\]]*)/.exec(flags)?.[1] ?? '');
}

function kindOf(placeholder: string): Value {
  if (placeholder === 'folder' || placeholder === 'project') return 'folder';
  return ['file', 'path', 'package', 'from', 'to'].includes(placeholder) ? 'file' : 'text';
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

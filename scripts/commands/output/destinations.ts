import { InvalidArgumentError } from '@commander-js/extra-typings';
import { type Format, formats } from '../../report/format.ts';
import { writablePlace } from './write-whole.ts';

/** A report that is asked for: in which format, and where; without a file on standard output. */
export interface Destination<Name extends string = Format> {
  readonly format: Name;
  readonly file?: string;
}

export interface DestinationOptions<Name extends string = Format> {
  /** What `--format` was given, each time; none means text. */
  readonly format?: readonly Destination<Name>[] | undefined;
  /** What `--output` was given: the file of the format that names none. */
  readonly output?: string | undefined;
}

/**
 * Reads `sarif` or `sarif=out.sarif`, one more each time, of the formats that a command has.
 * @throws InvalidArgumentError for a format that there is not, or a second one without a file
 */
export function oneMoreOf<Name extends string>(names: readonly Name[]) {
  const parse = (value: string, before: readonly Destination<Name>[] = []): readonly Destination<Name>[] => {
    const end = value.indexOf('=');
    const format = names.find((name) => name === (end === -1 ? value : value.slice(0, end)));
    const file = end === -1 ? undefined : value.slice(end + 1);
    if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}.`);
    if (file === '') throw new InvalidArgumentError(`Name the file: ${format}=report.${format}`);
    if (file === undefined && before.some((each) => each.file === undefined))
      throw new InvalidArgumentError(
        `Only one format goes to standard output. Give the others a file: ${format}=<file>.`,
      );
    return [...before, file === undefined ? { format } : { format, file: writablePlace(file) }];
  };
  return Object.assign(parse, { names }); // for what completes them
}

/** The formats of findings. */
export const oneMoreFormat = oneMoreOf(Object.keys(formats) as Format[]);

/** Where the report goes, and how it is written there. */
export function destinationsOf<Name extends string>({
  format,
  output,
}: DestinationOptions<Name>): readonly Destination<Name | 'text'>[] {
  const asked: readonly Destination<Name | 'text'>[] = format ?? [{ format: 'text' }];
  if (output === undefined) return asked;
  return asked.map((each) => (each.file === undefined ? { ...each, file: output } : each));
}

/** What is wrong about the two options together; undefined when nothing is. */
export function misplaced({ format = [], output }: DestinationOptions<string>): string | undefined {
  const isOver = output !== undefined && format.length > 0 && format.every(({ file }) => file !== undefined);
  return isOver ? `--output ${output} has no format: each --format names a file of its own` : undefined;
}

/** The format of what goes to standard output; undefined when all goes to files. */
export function formatOnScreen(options: DestinationOptions): Format | undefined {
  return destinationsOf(options).find(({ file }) => file === undefined)?.format;
}

import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { TIME_LIMIT } from '../../pipeline/time-limit.ts';

/** The option of every command that validates. */
export function timeLimit() {
  return new Option('--time-limit <seconds>', 'give up on a resource after so long; large ones are given more')
    .argParser(seconds)
    .default(TIME_LIMIT);
}

function seconds(value: string): number {
  const number = Number(value);
  if (number > 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError('It must be a number of seconds.');
}

import { InvalidArgumentError } from '@commander-js/extra-typings';

/** Reads a whole number between two bounds. @throws InvalidArgumentError for anything else */
export function countOf(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

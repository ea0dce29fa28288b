import { InvalidArgumentError } from '@commander-js/extra-typings';

/**
 * Collects an option that may be given several times; one that takes several values at once would swallow the paths
 * behind it.
 * @throws InvalidArgumentError for an empty value
 */
export function repeatable(value: string, before: readonly string[] = []): readonly string[] {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return [...before, value];
}

import { CannotTell } from './direct-members.ts';

const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;
const second = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]\d\d:\d\d)$/;
const cannotTell = new CannotTell();

/**
 * Compares dates that are written alike, to the day or to the second in one time zone: then their order is that of
 * their letters. Undefined when one is absent.
 */
export function compareDates(
  operator: string,
  left: string | undefined,
  right: string | undefined,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const areDays = day.test(left) && day.test(right);
  if (!areDays) {
    const zone = second.exec(left)?.[1];
    if (zone === undefined || zone !== second.exec(right)?.[1]) throw cannotTell;
  }
  switch (operator) {
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    default:
      throw cannotTell;
  }
}

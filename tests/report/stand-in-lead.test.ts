import { expect, test } from 'vitest';
import { behindStandIns, withoutStandIns } from '../../scripts/report/finding/stand-in-lead.ts';

const MESSAGE = 'Parent Nowhere: it is not found. Did you mean Everywhere?';

test.each([
  [['a#1'], 'a#1 is a stand-in, '],
  [['a#1', 'b#2'], 'a#1 and b#2 are stand-ins, '],
  [['a#1', 'b#2', 'c#3', 'd#4'], 'a#1 and 3 others are stand-ins, '],
])('a message behind %s, and without them', (standIns, begins) => {
  const told = behindStandIns(MESSAGE, standIns);
  expect(told.startsWith(begins)).toBe(true);
  expect(told.endsWith(`: ${MESSAGE}`)).toBe(true);
  expect(withoutStandIns(told)).toBe(MESSAGE);
  expect(withoutStandIns(MESSAGE)).toBe(MESSAGE);
});

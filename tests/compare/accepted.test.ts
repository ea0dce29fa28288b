import { expect, test } from 'vitest';
import { type Acceptance, idleAcceptances, withAccepted } from '../../scripts/compare/result/acceptance.ts';
import { changesOf } from './sides.ts';

const note = (max: string) => [{ id: 'Observation.note', path: 'Observation.note', max }];
const [change] = changesOf(note('3'), note('2'));
if (change === undefined) throw new Error('Nothing changed.');
const acceptance = (rest: Partial<Acceptance> = {}): Acceptance => ({
  changes: [change.fingerprint],
  class: 'breaking',
  reason: 'Nobody sends three.',
  owner: 'Ada',
  date: '2026-11-30',
  place: 'accepted-changes.yaml:2',
  ...rest,
});

test('the change with that fingerprint is accepted, and no other', () => {
  const all = [change, ...changesOf([], [{ id: 'Observation.subject', path: 'Observation.subject', min: 1 }])];
  expect(withAccepted(all, [acceptance()]).map(({ accepted }) => accepted?.owner)).toEqual(['Ada', undefined]);
});

test('a change with other values is not the one that was accepted, which is told', () => {
  const grown = withAccepted(changesOf(note('3'), note('1')), [acceptance()]);
  expect(grown.map(({ accepted }) => accepted)).toEqual([undefined]);
  expect(idleAcceptances(grown, [acceptance()])).toEqual([
    `accepted-changes.yaml:2 accepts ${change.fingerprint}, which this comparison does not have. Remove it.`,
  ]);
});

test('a change that was accepted as one that may break is back when an example shows that it does', () => {
  const mild = acceptance({ class: 'may-break' });
  const found = withAccepted([change], [mild]);
  expect(found[0]?.accepted).toBeUndefined();
  expect(idleAcceptances(found, [mild])).toEqual([
    `accepted-changes.yaml:2 accepts ${change.fingerprint} as may-break, but it is breaking by now. Accept it anew, or change the guide.`,
  ]);
});

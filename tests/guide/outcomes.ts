import { expect, test } from 'vitest';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import { byFshName } from './guide-files.ts';

/** What the API answers to a refused transaction and to a refused search; a pattern where it fills in a value. */
const refusals: readonly [code: string, diagnostics: string | RegExp][] = [
  ['not-supported', /^Resource of type \w+ is not acceptable with method \w+\.$/],
  ['invalid', /^Device request must have a valid IfNoneExist attribute : identifier=urn:oid:[\d.]+\|[\w-]+$/],
  ['invalid', 'Bundle must contains one observation creation (POST)'],
  ['invalid', 'Observation.device.reference is mandatory.'],
  ['invalid', 'Observation and device not linked by id (Observation.device.reference <-> Device.id)'],
  ['invalid', 'Observation must provide meta.profile value.'],
  ['value', /^Solution oid contains in Observation\.meta\.source don't belong to root editor oid \([\d.]+\)\.$/],
  ['value', 'Observation value quantity not provided.'],
  ['not-supported', 'Bmi observation cannot be created.'],
  ['invalid', 'Observation.subject.identifier is mandatory.'],
  ['incomplete', 'Observation.extension.moment is mandatory.'],
  ['invalid', 'Observation.extension.numberOfDays cannot be added.'],
  ['invalid', 'Observation.extension.moment cannot be added.'],
  ['incomplete', 'Observation.extension.numberOfDays is mandatory.'],
  ['invalid', 'Device must provide meta.profile value.'],
  ['invalid', /^Maximum page size allowed is 100\. Actual : \d+$/],
  [
    'invalid',
    'Sort parameter must be equals to -date (date DESC) with _count equals to 1 to retrieve last observation',
  ],
  ['invalid', 'Paged search and search last cannot be requested concurrently'],
  ['invalid', 'No search mode detected'],
];

export function testOutcomes(resources: readonly GuideResource[]): void {
  for (const [code, diagnostics] of refusals) {
    test(`the refusal ${diagnostics} has exactly one example`, () => {
      const issues = [...byFshName(resources, 'OperationOutcome').values()].flatMap(({ issue }) => issue);
      const matching = issues.filter((issue) =>
        typeof diagnostics === 'string' ? issue.diagnostics === diagnostics : diagnostics.test(issue.diagnostics ?? ''),
      );
      expect(matching.map((issue) => `${issue.severity} ${issue.code}`)).toEqual([`error ${code}`]);
    });
  }

  test('no example shows a refusal that the API does not know', () => {
    expect(byFshName(resources, 'OperationOutcome').size).toBe(refusals.length);
  });
}

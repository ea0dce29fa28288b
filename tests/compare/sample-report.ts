import { compareVersions } from '../../scripts/compare/compare.ts';
import { type ComparisonReport, reportOf } from '../../scripts/compare/result/report.ts';
import { profile, type Stated } from '../snapshot/profile.ts';
import { side } from './sides.ts';

const at = (id: string, rest: Omit<Stated, 'path'> = {}): Stated => ({ id, path: id.replace(/:\w+/g, ''), ...rest });
const slicing = { rules: 'open' as const, discriminator: [{ type: 'value' as const, path: 'text' }] };
const category = (name: string) => [
  at('Observation.category', { slicing }),
  at(`Observation.category:${name}`, { sliceName: name }),
  at(`Observation.category:${name}.text`, { min: 1, fixedString: 'vital' }),
];

/** A comparison with changes of each class, one that an example shows, two actors, and one change that is accepted. */
export function sampleComparison(): ComparisonReport {
  const weight = (...stated: readonly Stated[]) => profile(stated, { id: 'weight' }).resource;
  const height = (...stated: readonly Stated[]) => profile(stated, { id: 'height' }).resource;
  const old = side([
    weight(at('Observation.note', { max: '3' }), ...category('Vital')),
    height(at('Observation.note', { max: '3' })),
  ]);
  const now = side(
    [
      weight(
        at('Observation.note', { max: '2' }),
        at('Observation.subject', { min: 1 }),
        at('Observation.status', { mustSupport: true, short: 'Where it stands' }),
        at('Observation.value[x]', { type: [{ code: 'Quantity' }] }),
        ...category('vital'),
      ),
      height(at('Observation.note', { max: '2' })),
      profile([], { id: 'glucose' }).resource,
    ],
    '1.1.0',
  );
  const comparison = compareVersions(old, now);
  const accepted = comparison.changes.find(({ rule }) => rule === 'type-removed');
  const profiles = ['http://example.org/StructureDefinition/weight'];
  const message = 'It must have a subject.';
  const issues = [{ rule: 'cardinality', message, expression: 'Observation.subject' }];
  return reportOf(
    old,
    now,
    comparison,
    {
      oldExamples: {
        valid: 3,
        notTried: 1,
        noLongerValid: [{ file: 'Observation/without-subject', profiles, issues }],
      },
      newExamples: { valid: 4, notTried: 0, notValidBefore: [] },
    },
    [
      { actor: 'Scales', produces: ['weight', 'height', 'glucose'], consumes: [] },
      { actor: 'Portal', produces: [], consumes: ['weight', 'height', 'glucose'] },
    ],
    ['One package was not there.'],
    accepted === undefined
      ? []
      : [
          {
            changes: [accepted.fingerprint],
            class: 'breaking',
            reason: 'All values are quantities.',
            owner: 'Ada',
            date: '2026-11-30',
            place: 'accepted-changes.yaml:2',
          },
        ],
  );
}

import { expect, test } from 'vitest';
import { readGuideRules } from '../../scripts/api/guide-rules.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import { judgeWith, resources } from './guide-api.ts';
import { changed } from './sent.ts';

const judge = judgeWith();

/** Rules of the findings of structure on an element, which have no constraint. */
function rulesOn(text: string, path: string): string[] {
  const { issues } = judge.validate(text, { file: 'payload.json' });
  const there = issues.filter(
    ({ constraint, element, expression = '' }: Issue) => constraint === undefined && (element ?? expression) === path,
  );
  return [...new Set(there.flatMap(({ guideRules = [] }) => guideRules.map(({ code }) => code)))].sort();
}

const take = (from: object, name: string) => Reflect.deleteProperty(from, name);

/** A finding on an element that a rule of the API is about carries the rule, whichever definition has found it. */
export function testStructure(): void {
  const measure = 'Bundle.entry[0].resource';
  const device = 'Bundle.entry[1].resource';
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['a measure without a status', changed((sent) => take(sent.observation, 'status')), `${measure}.status`, ['E1']],
    ['without a category', changed((sent) => take(sent.observation, 'category')), `${measure}.category`, ['E1', 'E10']],
    ['without a date', changed((sent) => take(sent.observation, 'effectiveDateTime')), `${measure}.effective`, ['E1']],
    [
      'without a fullUrl',
      changed(({ bundle }) => take(bundle.entry?.[0] ?? {}, 'fullUrl')),
      'Bundle.entry[0].fullUrl',
      ['C6'],
    ],
    [
      'a batch',
      changed(({ bundle }) => {
        bundle.type = 'batch';
      }),
      'Bundle.type',
      ['C2'],
    ],
    ['two devices', changed(({ bundle }) => bundle.entry?.push(...bundle.entry.slice(1))), 'Bundle.entry', ['C3']],
    [
      'a device without its maker',
      changed((sent) => take(sent.device, 'manufacturer')),
      `${device}.manufacturer`,
      ['D6'],
    ],
    [
      'of another type',
      changed((sent) => Object.assign(sent.device.type?.coding?.[0] ?? {}, { code: '1' })),
      `${device}.type.coding[0].code`,
      ['D4'],
    ],
    [
      'of a status that no rule is about',
      changed((sent) => Object.assign(sent.device, { status: 'x' })),
      `${device}.status`,
      [],
    ],
  ];
  for (const [what, text, path, rules] of cases)
    test(`structure: ${what} breaks ${rules.join(' and ') || 'no rule'}`, () => {
      expect(rulesOn(text, path)).toEqual(rules);
    });

  test('each rule that the structure of a profile holds names the elements, or its constraint', () => {
    const { all } = readGuideRules(resources);
    const held = all.filter(({ enforcement, artifacts }) => enforcement === 'profil' && artifacts.length > 0);
    expect(held.length).toBeGreaterThan(10);
    const silent = held.filter(({ elements, constraints }) => elements.length + constraints.length === 0);
    // A3 is what C2 to C6 say together; C9 forbids nothing; the codes of F1 and F2 stand in an extension's own definition.
    expect(silent.map(({ code }) => code)).toEqual(['A3', 'C9', 'F1', 'F2']);
  });
}

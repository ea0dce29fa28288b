import type { ElementDefinition } from '../../model/fhir.ts';
import type { Place } from './place.ts';

type Constraint = NonNullable<ElementDefinition['constraint']>[number];

/** The invariants of an element, those of the base types left out. */
export function compareConstraints(old: ElementDefinition, now: ElementDefinition, place: Place): void {
  const { changes, path: element } = place;
  const before = constraintsOf(old, place);
  const after = constraintsOf(now, place);
  for (const [key, a] of before) {
    const b = after.get(key);
    if (b !== undefined) {
      before.delete(key);
      after.delete(key);
      if (!areOfCore(a, b)) compareOne(a, b, place);
      continue;
    }
    const same = [...after.values()].find((each) => !before.has(each.key) && says(each) === says(a));
    if (same === undefined || a.severity !== same.severity) continue;
    before.delete(key);
    after.delete(same.key);
    changes.add('constraint-reworded', { element, before: a.key, after: same.key });
  }
  for (const each of before.values())
    changes.add(each.severity === 'warning' ? 'warning-removed' : 'constraint-removed', {
      element,
      before: told(each),
    });
  for (const each of after.values())
    changes.add(each.severity === 'warning' ? 'warning-added' : 'constraint-added', { element, after: told(each) });
}

function constraintsOf({ constraint = [] }: ElementDefinition, { baseKeys }: Place): Map<string, Constraint> {
  return new Map(constraint.filter(({ key }) => !baseKeys.has(key)).map((each) => [each.key, each]));
}

/** An invariant of FHIR's own profiles is the same on both sides: tools have corrected its words in their snapshots. */
function areOfCore(old: Constraint, now: Constraint): boolean {
  return (
    old.source !== undefined &&
    old.source === now.source &&
    /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[a-z]+(\||$)/i.test(old.source)
  );
}

function compareOne(old: Constraint, now: Constraint, { changes, path: element }: Place): void {
  const [was, is] = [old.severity ?? 'error', now.severity ?? 'error'];
  if (was !== is)
    changes.add(is === 'error' ? 'constraint-tightened' : 'constraint-loosened', {
      element,
      before: `${old.key} (${was})`,
      after: `${now.key} (${is})`,
    });
  if (says(old) !== says(now)) {
    const isWarning = was === 'warning' && is === 'warning';
    const mild = {
      producer: 'compatible',
      consumer: 'compatible',
      reason: 'A validator warns, and refuses nothing.',
    } as const;
    changes.add('constraint-changed', { element, before: told(old), after: told(now), ...(isWarning ? mild : {}) });
  } else if (old.human !== now.human)
    changes.add('constraint-reworded', {
      element,
      before: `${old.key}: ${old.human}`,
      after: `${now.key}: ${now.human}`,
    });
}

/** The expression without white space outside of quotes: two that differ in nothing else say the same. */
function says({ expression = '', human }: Constraint): string {
  if (expression === '') return human ?? '';
  return expression
    .split(/('(?:[^'\\]|\\.)*')/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\s+/g, ' ').replace(/ ?([()=<>.,|]) ?/g, '$1')))
    .join('')
    .trim();
}

function told({ key, expression, human }: Constraint): string {
  return `${key}: ${expression ?? human ?? ''}`;
}

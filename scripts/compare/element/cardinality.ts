import type { ElementDefinition } from '../../model/fhir.ts';
import type { ChangeDetails } from '../result/change.ts';
import { changeRules } from '../rules/rules.ts';
import { inside, type Place } from './place.ts';

type Bounds = Pick<ElementDefinition, 'min' | 'max' | 'isModifier'>;

/**
 * @param surplus how less room for it is classed, where that is not as the rules say
 * @see https://hl7.org/fhir/R4/profiling.html#cardinality
 */
export function compareCardinality(old: Bounds, now: Bounds, place: Place, surplus: Partial<ChangeDetails> = {}): void {
  const { changes, path: element } = place;
  const [oldMax, newMax] = [maxOf(old), maxOf(now)];
  const values = { element, before: cardinalityOf(old), after: cardinalityOf(now) };
  if (oldMax > 0 && newMax === 0) {
    const relied = { consumer: 'breaking', reason: 'It was required, and is not allowed any more.' } as const;
    changes.add('element-prohibited', { ...values, ...((old.min ?? 0) > 0 ? relied : {}), ...surplus });
    return;
  }
  if (oldMax === 0 && newMax > 0) {
    const isModifier = now.isModifier === true;
    changes.add('element-allowed', {
      ...values,
      ...(isModifier
        ? { consumer: 'breaking', reason: 'It is a modifier: whoever ignores it misreads the rest.' }
        : {}),
      ...((now.min ?? 0) > 0 ? { producer: 'breaking', reason: 'It was not allowed, and is required now.' } : {}),
    });
    return;
  }
  const [oldMin, newMin] = [old.min ?? 0, now.min ?? 0];
  if (newMin > oldMin) changes.add('min-raised', { ...values, reason: inside(place, changeRules['min-raised'].why) });
  if (newMin < oldMin) changes.add('min-lowered', values);
  if (newMax < oldMax) changes.add('max-lowered', { ...values, ...surplus });
  if (newMax > oldMax) changes.add('max-raised', values);
}

export function maxOf({ max }: Bounds): number {
  return max === undefined || max === '*' ? Number.POSITIVE_INFINITY : Number(max);
}

export function cardinalityOf({ min = 0, max = '*' }: Bounds): string {
  return `${min}..${max}`;
}

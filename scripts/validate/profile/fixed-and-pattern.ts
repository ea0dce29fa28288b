import type { ElementDefinition } from '../../model/fhir.ts';
import { shown, shownApart } from '../finding/wording.ts';
import { definedDigits, digitsAt } from '../json/decimal.ts';
import type { ItemCheck } from '../scope/scope.ts';
import { fixedDifferences, matchesPattern, type TypedValue, typedValue } from '../value/equality.ts';

/** @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.fixed_x_ */
export function fixedCheck(element: ElementDefinition, stated: string): ItemCheck | undefined {
  const fixed = typedValue(element, 'fixed');
  if (fixed === undefined) return undefined;
  return (node, { findings, run }) => {
    const { value, path } = node;
    if (value === undefined) {
      findings.error({
        code: 'value',
        rule: 'fixed',
        message: `The value ${shown(defined(fixed))} is fixed by this profile, and there is none.`,
        expression: path,
        profile: stated,
      });
      return;
    }
    for (const { at, wanted, found } of fixedDifferences(value, fixed.value, '', run.numerals, node, fixed.place))
      findings.error({
        code: 'value',
        rule: 'fixed',
        message: fixedMessage(wanted, found),
        expression: path + at,
        profile: stated,
      });
  };
}

function fixedMessage(wanted: unknown, found: unknown): string {
  if (found === undefined) return `It is missing: this profile fixes it to ${shown(wanted)}.`;
  if (wanted === undefined)
    return `It is ${shown(found)}, but the value that this profile fixes does not have it; remove it.`;
  const [is, fixed] = shownApart(found, wanted);
  return `It is ${is}, but this profile fixes it to ${fixed}.`;
}

function defined({ value, place }: TypedValue): unknown {
  return typeof value === 'number' ? definedDigits(place, value) : value;
}

/** @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_ */
export function patternCheck(element: ElementDefinition, stated: string): ItemCheck | undefined {
  const pattern = typedValue(element, 'pattern');
  if (pattern === undefined) return undefined;
  return (node, { findings, run }) => {
    const { value, path } = node;
    if (matchesPattern(value, pattern.value, run.numerals, node, pattern.place)) return;
    const written = typeof value === 'number' ? digitsAt(node, value, run.numerals) : value;
    const [found, wanted] = shownApart(written, defined(pattern));
    findings.error({
      code: 'value',
      rule: 'pattern',
      message: `It is ${found}, but must have at least ${wanted}.`,
      expression: path,
      profile: stated,
    });
  };
}

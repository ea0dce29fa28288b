import { shown } from './finding/wording.ts';
import { asWritten } from './json/reader.ts';
import { described } from './object-shape.ts';
import type { Occurrence } from './occurrence.ts';
import type { Scope } from './scope/scope.ts';

/**
 * Checks the JSON type and the format of a primitive's value.
 * @returns false when the JSON type is wrong, so that nothing else can be said of it
 */
export function checkPrimitive({ value, property, path, holder, key }: Occurrence, { findings, run }: Scope): boolean {
  const { element, format, type } = property;
  if (value === undefined || format === undefined) return true;
  const stated = element.owner.canonical;
  if (typeof value !== format.json) {
    const message = `${element.name} must be a JSON ${format.json} (${type}), not ${described(value)}.`;
    findings.written({ code: 'structure', rule: 'json-type', message, expression: path, profile: stated });
    // What is a number or boolean in quotes has at least the right form.
    const found = isPrimitive(value) && value !== '' ? format.check(String(value)) : undefined;
    if (found?.severity === 'error')
      findings.error({
        code: 'value',
        rule: 'primitive-format',
        message: `The ${type} "${shown(value)}" ${found.problem}.`,
        expression: path,
        profile: stated,
      });
    return false;
  }
  const text = typeof value === 'number' ? asWritten(run.numerals, holder, key, value) : String(value);
  if (text === '') {
    findings.error({
      code: 'value',
      rule: 'empty',
      message: `${element.name} is an empty string; leave it out, or fill it.`,
      expression: path,
      profile: stated,
    });
    return true;
  }
  const found = format.check(text);
  if (found !== undefined)
    findings.add({
      severity: found.severity,
      code: 'value',
      rule: 'primitive-format',
      message: `The ${type} "${shown(text)}" ${found.problem}.`,
      expression: path,
      profile: stated,
    });
  return true;
}

function isPrimitive(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

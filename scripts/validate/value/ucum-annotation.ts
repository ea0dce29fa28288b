import { isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

const annotation = /\{[^{}]*\}/;

/**
 * What stands in braces in a UCUM code is a comment: programs that convert or compare units drop it. So that a reader
 * still learns that a number counts points or scoops, the unit says so.
 * @see https://ucum.org/ucum#section-Character-Set-and-Lexical-Rules
 */
export function checkAnnotation(value: unknown, path: string, { findings }: Scope): void {
  if (!isJsonObject(value) || value.system !== 'http://unitsofmeasure.org') return;
  const { code, unit } = value;
  if (typeof code !== 'string' || unit !== undefined || value._unit !== undefined) return;
  const found = annotation.exec(code)?.[0];
  if (found === undefined) return;
  const message = `Programs ignore the annotation "${shown(found)}" of the UCUM code "${shown(code)}"; say in unit what is counted.`;
  findings.warning({ code: 'business-rule', rule: 'ucum-annotation', message, expression: path });
}

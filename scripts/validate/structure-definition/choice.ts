import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * Choices are sliced by their types and by nothing else: of other slicing HL7's publisher makes no snapshot.
 * @returns whether anything is wrong
 * @see https://hl7.org/fhir/R4/profiling.html#slicing
 */
export function checkChoiceSlicing(element: JsonObject, at: string, { findings }: Scope): boolean {
  const { slicing, sliceName } = element;
  const path = textOf(element.path);
  if (path?.endsWith('[x]') !== true) return false;
  const told = typeof sliceName === 'string' ? nameFault(sliceName, element, path) : slicingFault(slicing, path);
  if (told === undefined) return false;
  findings.error({ code: 'business-rule', rule: 'definition-slicing', message: told, expression: at });
  return true;
}

function slicingFault(slicing: unknown, path: string): string | undefined {
  if (!isJsonObject(slicing)) return undefined;
  const discriminators = [...listed(slicing.discriminator, '')].map(([each]) => each);
  const [first, second] = discriminators;
  if (first !== undefined && (second !== undefined || first.type !== 'type' || first.path !== '$this')) {
    const by = discriminators.map(({ type, path: of }) => `${shown(type)} of ${shown(of)}`).join(' and ');
    return `${path} is sliced by ${shown(by)}, and a choice can only be sliced by type of $this: HL7's publisher makes no snapshot of it. Slice it by type, and constrain the value in the slice.`;
  }
  return slicing.ordered === true
    ? `The slicing of ${path} is ordered, and a choice has one value: HL7's publisher makes no snapshot of it. Leave ordered out.`
    : undefined;
}

/** A slice for one type is named after it, `valueQuantity`. */
function nameFault(sliceName: string, { type }: JsonObject, path: string): string | undefined {
  const stem = path.slice(path.lastIndexOf('.') + 1, -3);
  const [only, other] = [...listed(type, '')].map(([each]) => each);
  if (other !== undefined || sliceName.includes('/')) return undefined;
  const code = textOf(only?.code);
  if (code === undefined)
    return sliceName.startsWith(stem)
      ? undefined
      : `The slice ${shown(sliceName)} of ${path} has no type, and its name is none either: HL7's publisher makes no snapshot of it. Name it after its type, such as ${stem}Quantity.`;
  const wanted = `${stem}${code.charAt(0).toUpperCase()}${code.slice(1)}`;
  return sliceName === wanted
    ? undefined
    : `The slice ${shown(sliceName)} of ${path} has the one type ${shown(code)}, and HL7's publisher makes no snapshot unless it is named after it. Name it ${shown(wanted)}.`;
}

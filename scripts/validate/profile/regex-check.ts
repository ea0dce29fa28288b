import type { ElementDefinition } from '../../model/fhir.ts';
import { compileRegex } from '../../model/regex/bounded-regex.ts';
import { shown } from '../finding/wording.ts';
import type { ItemCheck } from '../scope/scope.ts';

const regexUrl = 'http://hl7.org/fhir/StructureDefinition/regex';

/**
 * The regular expression that a profile may set for a primitive. Those of the base specification are checked with its
 * primitive types.
 * @see https://hl7.org/fhir/extensions/StructureDefinition-regex.html
 */
export function regexCheck(
  element: ElementDefinition,
  base: ElementDefinition | undefined,
  stated: string,
): ItemCheck | undefined {
  const source = regexOf(element);
  if (source === undefined || source === (base && regexOf(base))) return undefined;
  const matches = compileRegex(source, 'whole');
  return ({ value, path }, { findings }) => {
    if (typeof value !== 'string') return;
    const verdict = matches?.(value);
    if (verdict === true) return;
    if (verdict === false) {
      findings.error({
        code: 'value',
        rule: 'regex',
        message: `"${shown(value)}" does not match ${shown(source)}.`,
        expression: path,
        profile: stated,
      });
      return;
    }
    const message = `The regular expression ${shown(source)} was not applied: it is not valid, or could take for ever.`;
    findings.information({ code: 'too-costly', rule: 'not-checked', message, expression: path, profile: stated });
  };
}

function regexOf({ extension = [], type = [] }: ElementDefinition): string | undefined {
  const all = [...extension, ...type.flatMap((each) => each.extension ?? [])];
  return all.find(({ url }) => url === regexUrl)?.valueString;
}

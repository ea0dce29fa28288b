import { faultText } from '../model/fault.ts';
import { MOST_LEVELS, nestsTooDeep } from '../model/json-depth.ts';
import { parseWritten } from '../model/written-digits.ts';

interface Unparsed {
  readonly value: undefined;
  readonly problem: string;
  /** It may be JSON, and is not read. */
  readonly isDeep?: true;
}

/**
 * Parses JSON text from a foreign file; a byte order mark before it is allowed, as FHIR tools allow it. What nests too
 * deep is refused here, so that nobody who walks through it has to count.
 */
export function parseJson(text: string): { readonly value: unknown } | Unparsed {
  if (nestsTooDeep(text))
    return { value: undefined, problem: `it nests deeper than ${MOST_LEVELS} levels`, isDeep: true };
  try {
    return { value: parseWritten(text.startsWith('\uFEFF') ? text.slice(1) : text) };
  } catch (error) {
    return { value: undefined, problem: faultText(error) };
  }
}

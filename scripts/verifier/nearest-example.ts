import { type FhirResource, isJsonObject } from '../model/fhir.ts';

interface Example {
  readonly id: string;
  readonly title: string;
  readonly resource: FhirResource;
}

/** The accepted example to read beside a payload: the one that shares most codes with it, in the fewest entries. */
export function nearestExample(payload: FhirResource | undefined, examples: readonly Example[]): Example | undefined {
  const wanted = payload === undefined ? new Set<string>() : codesIn(payload);
  const scored = examples.map((example) => {
    const codes = codesIn(example.resource);
    const shared = [...codes].filter((code) => wanted.has(code)).length;
    return { example, score: shared - codes.size / 1_000 };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.example;
}

const MOST_VALUES = 20_000;

/** Codes of what was measured and by what, `meta.profile` and `type` included. */
function codesIn(resource: FhirResource): Set<string> {
  const codes = new Set<string>();
  const rest: unknown[] = [resource];
  for (let left = MOST_VALUES; left > 0 && rest.length > 0; left--) {
    const value = rest.pop();
    if (Array.isArray(value)) for (const item of value.slice(0, MOST_VALUES)) rest.push(item);
    else if (isJsonObject(value))
      for (const [name, part] of Object.entries(value)) {
        if (typeof part === 'object') rest.push(part);
        else if (typeof part === 'string' && (name === 'code' || name === 'resourceType')) codes.add(part);
      }
  }
  return codes;
}

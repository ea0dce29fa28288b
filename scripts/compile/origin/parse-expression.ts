import { type PathStep, parseFshPath, splitOutsideBrackets } from './fsh-path.ts';

/**
 * Reads the FHIRPath of a finding, or an element's id, as steps below the resource.
 * What comes after a function that looks elsewhere (`resolve()`, `where(…)`) is left out: the element before it is the place.
 * @see https://hl7.org/fhir/R4/fhirpath.html
 */
export function parseExpression(expression: string): PathStep[] {
  // The HL7 validator notes a resource's type and id in comments: entry[0].resource/*Patient/p1*/
  const parts = splitOutsideBrackets(expression.replace(/\/\*.*?\*\//g, ''));
  if (/^[A-Z]\w*$/.test(parts[0] ?? '')) parts.shift();
  const steps: PathStep[] = [];
  for (const part of parts) {
    const [, type] = /^ofType\((?:FHIR\.)?(\w+)\)$/.exec(part) ?? [];
    const last = steps.at(-1);
    if (type !== undefined && last !== undefined) {
      steps[steps.length - 1] = { ...last, isChoice: true, type };
      continue;
    }
    if (part.includes('(')) break;
    steps.push(...parseElementStep(part));
  }
  return steps;
}

/** An element's id has its slice after a colon: `component:systolic`, `value[x]:valueQuantity`. */
function parseElementStep(part: string): PathStep[] {
  const colon = part.indexOf(':');
  if (colon === -1) return parseFshPath(part);
  const slices = part.slice(colon + 1).split('/');
  return parseFshPath(part.slice(0, colon)).map((step) => {
    const [slice] = slices;
    if (step.isChoice && slice?.startsWith(step.name)) return { ...step, type: slice.slice(step.name.length) };
    return { ...step, slices };
  });
}

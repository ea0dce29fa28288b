import { constraintsNamed, type ExplainedConstraint } from '../../pipeline/explain-constraint.ts';
import { prepareValidator } from '../../pipeline/validation.ts';
import { visible } from '../../report/finding/visible.ts';

/** The invariants with this key in the guide of the folder, if it is one, and in the packages that are loaded for it. */
export async function constraintsOf(
  key: string,
  project: string,
  signal: AbortSignal,
): Promise<readonly ExplainedConstraint[]> {
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(key)) return []; // a key is an id: https://hl7.org/fhir/R4/datatypes.html#id
  const { value: ready } = await prepareValidator(project, { signal, guideOptional: true, offline: true });
  return ready === undefined ? [] : constraintsNamed(key, ready.definitions ?? [], ready.packages);
}

export function constraintText({
  key,
  severity,
  human,
  expression,
  element,
  definition,
  package: owner,
  stated,
}: ExplainedConstraint): string {
  const from = owner === undefined ? 'this guide' : owner;
  const lines = [
    `${key} (invariant, ${severity})`,
    human,
    ...(expression === undefined ? [] : [`FHIRPath, on ${element}: ${expression}`]),
    `Brought by ${definition} (${from})${stated > 1 ? `; ${stated} loaded definitions state it` : ''}`,
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

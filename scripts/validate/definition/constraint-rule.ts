import type { ElementDefinition } from '../../model/fhir.ts';
import { type CompiledInvariant, compileInvariant } from '../invariant/invariant.ts';
import { correctedConstraint } from './core-corrections.ts';

/** A constraint of an element, ready to run. */
export interface InvariantRule {
  readonly key: string;
  readonly compiled: CompiledInvariant;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  /** Canonical of the definition that states it. */
  readonly profile: string;
}

type Constraint = NonNullable<ElementDefinition['constraint']>[number];

/** Checked by dedicated code on every element, which says more than "constraint failed". */
const checkedElsewhere: ReadonlySet<string> = new Set([
  'hasValue() or (children().count() > id.count())',
  'extension.exists() != value.exists()',
  'htmlChecks()',
]);
/** Dom-3 and ref-1 need positions of the resources and references they speak of. */
const keysCheckedElsewhere: ReadonlySet<string> = new Set(['dom-3', 'ref-1', 'txt-2']);

const fhirCore = 'http://hl7.org/fhir/StructureDefinition/';

/** @param contextType FHIR type or backbone path of the elements that carry the constraints */
export function invariantRules(
  constraints: readonly Constraint[],
  contextType: string,
  profile: string,
): InvariantRule[] {
  const rules: InvariantRule[] = [];
  for (const { key, severity, human, expression: published, source } of constraints) {
    if (published === undefined || checkedElsewhere.has(published)) continue;
    const expression = correctedConstraint(published, profile);
    if (keysCheckedElsewhere.has(key) && (source === undefined || source.startsWith(fhirCore))) continue;
    const compiled = compileInvariant(
      { key, severity, human, expression, ...(source === undefined ? {} : { source }) },
      contextType,
    );
    rules.push({ key, compiled, severity, human, profile: source ?? profile });
  }
  return rules;
}

import type { FhirResource, JsonObject } from '../model/fhir.ts';
import { correctedExpression } from './invariant-corrections.ts';
import { compileExpression, type ExpressionNode } from './invariant-expression.ts';
import { nativeInvariants } from './invariant-native.ts';
import { narrativePasses } from './narrative.ts';

/** The part of ElementDefinition.constraint that is evaluated: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint */
export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression: string;
  /** Canonical of the definition that introduced the constraint. */
  readonly source?: string;
}

/** An element as an invariant sees it. */
export interface InvariantNode {
  /** The JSON value; absent when a primitive has nothing but `_x`. */
  readonly value: unknown;
  /** The `_x` sibling of a primitive: its id and extensions. */
  readonly primitiveElement?: JsonObject | undefined;
  /** FHIR type (`Quantity`, `code`), or the path that defines a backbone element (`Observation.component`). */
  readonly type: string;
}

/** What an expression can ask about the world around its element. */
export interface InvariantEnvironment {
  /** The resource that holds the element: `%resource`. */
  readonly resource: FhirResource;
  /** The outermost resource but for a Bundle: `%rootResource`. */
  readonly rootResource: FhirResource;
  resolve(reference: string): FhirResource | undefined;
  /** Answers `memberOf()` for a code, Coding or CodeableConcept; undefined when it cannot be decided. */
  memberOf?(value: unknown, valueSet: string): boolean | undefined;
  /** Answers `conformsTo()`; undefined when it cannot be decided. */
  conformsTo?(value: unknown, profile: string): boolean | undefined;
}

/** `error` says why the invariant could not be decided, to be reported as not checked. */
export type InvariantVerdict = 'true' | 'false' | { readonly error: string };

export interface CompiledInvariant {
  readonly constraint: Constraint;
  /** The expression that is evaluated: the constraint's own, or its correction where the published one is known to be wrong. */
  readonly expression: string;
  readonly evaluate: (node: InvariantNode, environment: InvariantEnvironment) => InvariantVerdict;
}

const compiled = new Map<string, CompiledInvariant>();

/**
 * Prepares a constraint for elements of one type. The expression is parsed at its first evaluation, so that what is
 * never met costs nothing; equal constraints share one compiled form.
 * @param contextType FHIR type or backbone path of the elements that carry the constraint
 */
export function compileInvariant(constraint: Constraint, contextType: string): CompiledInvariant {
  const identity = [
    contextType,
    constraint.key,
    constraint.severity,
    constraint.source,
    constraint.human,
    constraint.expression,
  ].join('\n');
  const known = compiled.get(identity);
  if (known !== undefined) return known;
  const expression = correctedExpression(constraint.key, constraint.expression);
  const fresh: CompiledInvariant = { constraint, expression, evaluate: evaluatorOf(expression) };
  compiled.set(identity, fresh);
  return fresh;
}

export function evaluateInvariant(
  { evaluate }: CompiledInvariant,
  node: InvariantNode,
  environment: InvariantEnvironment,
): InvariantVerdict {
  return evaluate(node, environment);
}

function evaluatorOf(expression: string): CompiledInvariant['evaluate'] {
  if (expression === 'htmlChecks()')
    return ({ value }) => asVerdict(typeof value === 'string' && narrativePasses(value));
  const native = nativeInvariants.get(expression);
  if (native !== undefined) return (node, environment) => asVerdict(native(node, environment));
  let evaluate: ExpressionNode | undefined;
  return (node, environment) => {
    try {
      evaluate ??= compileExpression(expression);
      return asVerdict(evaluate(node, environment));
    } catch (cause) {
      return { error: cause instanceof Error ? cause.message : String(cause) };
    }
  };
}

function asVerdict(holds: boolean): InvariantVerdict {
  return holds ? 'true' : 'false';
}

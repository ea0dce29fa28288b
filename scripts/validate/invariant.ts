import { faultText } from '../model/fault.ts';
import { type FhirResource, isJsonObject, type JsonObject } from '../model/fhir.ts';
import { unreferencedContained } from './invariant-contained.ts';
import { correctedExpression } from './invariant-corrections.ts';
import type { Spending } from './invariant-cost.ts';
import { compileDirect, type DirectTest } from './invariant-direct.ts';
import { CannotTell } from './invariant-direct-members.ts';
import { compileExpression, type ExpressionTest } from './invariant-expression.ts';
import { modelPath } from './invariant-model.ts';
import { type NativeInvariant, nativeInvariants } from './invariant-native.ts';
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
  /** Of all invariants on the text; without it each may cost what it can. */
  readonly spending?: Spending;
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
  const fresh: CompiledInvariant = {
    constraint,
    expression,
    evaluate: evaluatorOf(constraint.key, expression, contextType),
  };
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

type Evaluate = CompiledInvariant['evaluate'];

/** The quickest way that there is for an expression: by hand, compiled directly, or FHIRPath in general. */
function evaluatorOf(key: string, expression: string, contextType: string): Evaluate {
  if (expression === 'htmlChecks()') {
    return ({ value }) => asVerdict(typeof value === 'string' && narrativePasses(value));
  }
  if (key === 'dom-3' && expression.startsWith('contained.where(')) {
    return ({ value }) => asVerdict(isJsonObject(value) && unreferencedContained(value).length === 0);
  }
  const general = generalEvaluator(expression);
  const native = nativeInvariants.get(expression);
  if (native !== undefined) return withFallback(native, general);
  let evaluate: Evaluate | undefined;
  return (node, environment) => {
    evaluate ??= directEvaluator(expression, contextType, general);
    return evaluate(node, environment);
  };
}

function directEvaluator(expression: string, contextType: string, general: Evaluate): Evaluate {
  const direct = compileSafely(expression, contextType);
  if (direct === undefined) return general;
  const quick = withFallback(({ value }, environment) => direct(value as JsonObject, environment), general);
  return (node, environment) => (isJsonObject(node.value) ? quick(node, environment) : general(node, environment));
}

function compileSafely(expression: string, contextType: string): DirectTest | undefined {
  try {
    return compileDirect(expression, modelPath(contextType));
  } catch {
    return undefined; // not FHIRPath: the general evaluation says why
  }
}

function withFallback(quick: NativeInvariant, general: Evaluate): Evaluate {
  return (node, environment) => {
    try {
      return asVerdict(quick(node, environment));
    } catch (cause) {
      if (!(cause instanceof CannotTell)) throw cause;
      return general(node, environment);
    }
  };
}

function generalEvaluator(expression: string): Evaluate {
  let evaluate: ExpressionTest | undefined;
  return (node, environment) => {
    try {
      evaluate ??= compileExpression(expression);
      return asVerdict(evaluate(node, environment));
    } catch (cause) {
      // fhirpath, or its parser, has run out of stack, or handed over a collection or made a text that is too long.
      if (cause instanceof RangeError)
        return { error: 'The expression was stopped: it is too deep, or takes more at once than can be held.' };
      return { error: faultText(cause) };
    }
  };
}

function asVerdict(holds: boolean): InvariantVerdict {
  return holds ? 'true' : 'false';
}

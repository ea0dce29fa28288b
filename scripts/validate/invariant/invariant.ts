import { faultText } from '../../model/fault.ts';
import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { narrativePasses } from '../narrative/narrative.ts';
import { unreferencedContained } from './contained.ts';
import { correctedExpression } from './corrections.ts';
import { compileDirect, type DirectTest } from './direct.ts';
import { CannotTell } from './direct-members.ts';
import type { Constraint, InvariantEnvironment, InvariantNode, InvariantVerdict } from './environment.ts';
import { compileExpression, type ExpressionTest } from './expression.ts';
import { modelPath } from './model.ts';
import { type NativeInvariant, nativeInvariants } from './native.ts';

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

import type { Syntax } from './arity.ts';
import { applyCriterion, applyFunction, selected } from './direct-functions.ts';
import { beyond, itself, member, type Operand } from './direct-operand.ts';
import { applyOperator } from './direct-operators.ts';
import type { InvariantEnvironment } from './environment.ts';
import { syntaxOf } from './syntax.ts';

/**
 * Most published invariants combine a few properties by exists(), empty() and comparisons with fixed texts. These are
 * turned into functions on the JSON itself, some hundred times faster than a general evaluation. Whatever is not in this
 * language, or meets data of an unexpected form, is left to the general evaluation.
 */
export type DirectTest = (element: object, environment: InvariantEnvironment) => boolean;

/**
 * @param path of the element, in the model's terms
 * @returns undefined for an expression that is beyond this language
 */
export function compileDirect(expression: string, path: string): DirectTest | undefined {
  const compiled = compileNode(syntaxOf(expression), path);
  if (compiled?.kind !== 'condition') return undefined;
  const { test } = compiled;
  return (element, environment) => test(element, environment) === true;
}

function compileNode(node: Syntax, path: string): Operand | undefined {
  const [first, second, third] = node.children ?? [];
  if (first === undefined) return node.type === 'ThisInvocation' ? itself(path) : undefined;
  switch (node.type) {
    case 'EntireExpression':
    case 'TermExpression':
    case 'ParenthesizedTerm':
    case 'InvocationTerm':
      return second === undefined ? compileNode(first, path) : undefined;
    case 'LiteralTerm':
      return literal(first);
    case 'ExternalConstantTerm':
      return constant(node.text);
    case 'MemberInvocation':
      return member(itself(path), first.text ?? '');
    case 'InvocationExpression': {
      const source = second === undefined || third !== undefined ? undefined : compileNode(first, path);
      if (source === undefined || second === undefined) return undefined;
      const [invoked] = second.children ?? [];
      if (invoked === undefined) return undefined;
      return second.type === 'MemberInvocation' ? member(source, invoked.text ?? '') : invocation(source, invoked);
    }
    case 'FunctionInvocation':
      return invocation(itself(path), first);
    default: {
      const operator = node.text ?? '';
      if (second === undefined || third !== undefined) return undefined;
      let left = compileNode(first, path);
      let right = compileNode(second, path);
      if (logicOperators.has(operator)) {
        if (left === undefined && right?.kind === 'condition') left = beyond;
        if (right === undefined && left?.kind === 'condition') right = beyond;
      }
      if (left === undefined || right === undefined) return undefined;
      return applyOperator(node.type, operator, left, right);
    }
  }
}

const logicOperators = new Set(['and', 'or', 'implies', 'xor']);

function invocation(source: Operand, { text: name, children = [] }: Syntax): Operand | undefined {
  const [parameter, ...more] = children[1]?.children ?? [];
  if (more.length > 0) return undefined;
  if (parameter === undefined) return applyFunction(source, name);
  if (name === 'ofType') return source.kind === 'items' ? source.ofType?.(parameter.text ?? '') : undefined;
  if (source.kind !== 'items') return undefined;
  const operand = compileNode(parameter, source.path);
  if (name === 'select') return operand?.kind === 'items' ? selected(source, operand) : undefined;
  return applyCriterion(source, name, operand ?? beyond);
}

function literal({ type, text = '' }: Syntax): Operand | undefined {
  if (type === 'BooleanLiteral') return { kind: 'condition', test: () => text === 'true' };
  if (type === 'NumberLiteral' && /^\d{1,9}$/.test(text)) return { kind: 'number', read: () => Number(text) };
  return type === 'StringLiteral' ? { kind: 'text', value: unescaped(text.slice(1, -1)) } : undefined;
}

/** @see https://hl7.org/fhirpath/N1/#string */
function unescaped(text: string): string {
  const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (controls[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function constant(name: string | undefined): Operand | undefined {
  switch (name) {
    case 'ucum':
      return { kind: 'text', value: 'http://unitsofmeasure.org' };
    case 'resource':
      return { kind: 'items', path: 'Resource', read: (_, { resource }) => [resource], count: () => 1 };
    case 'rootResource':
      return { kind: 'items', path: 'Resource', read: (_, { rootResource }) => [rootResource], count: () => 1 };
    default:
      return undefined;
  }
}

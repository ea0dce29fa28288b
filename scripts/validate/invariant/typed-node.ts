import fhirpath from 'fhirpath';
import type { InvariantNode } from './environment.ts';
import { compareExactly, decimalOf } from './exact-decimals.ts';
import { model, modelPath, typeAt } from './model.ts';

/** fhirpath's wrapper of a value with its FHIR type. Given one, the engine neither guesses types nor marks the input. */
export interface TypedNode {
  readonly data: unknown;
  /** The `_x` sibling of a primitive. */
  readonly _data: unknown;
  readonly path: string | null;
}
type TypedNodeConstructor = new (
  context: unknown,
  data: unknown,
  parent: null,
  path: string | null,
  primitiveElement: unknown,
  type: string | null,
) => TypedNode;

/** fhirpath does not export the class; a node that it made tells. Asked at the first expression: it takes some milliseconds. */
let typedNodes: { readonly TypedNode: TypedNodeConstructor; readonly context: unknown } | undefined;
export function nodesOfFhirpath() {
  if (typedNodes !== undefined) return typedNodes;
  const options: object = { resolveInternalTypes: false, preciseMath: true };
  const [node] = fhirpath.evaluate({}, { base: 'Patient', expression: '$this' }, {}, model, options);
  const [decimal, quantity] = fhirpath.evaluate({}, "1.5.combine(1.5 'kg')", {}, model, options);
  compareExactly({ node, decimal, quantity, makeDecimal: node.ctx.getDecimal });
  typedNodes = { TypedNode: node.constructor as TypedNodeConstructor, context: node.ctx };
  return typedNodes;
}

export function typedNode({ value, primitiveElement, type, digits }: InvariantNode): TypedNode {
  const path = modelPath(type);
  const { TypedNode, context } = nodesOfFhirpath();
  const number = digits === undefined ? undefined : decimalOf(digits);
  const data = value === '' ? undefined : (number ?? value); // an empty string is no value
  return new TypedNode(context, data, null, path, primitiveElement, typeAt(path));
}

/** The JSON value of a node; what is no node is a value by itself. */
export function dataOf(node: unknown): unknown {
  return node instanceof nodesOfFhirpath().TypedNode ? node.data : node;
}

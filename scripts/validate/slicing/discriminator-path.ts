import { parseCanonical } from '../../model/canonical.ts';
import { isJsonObject } from '../../model/fhir.ts';
import { copyDigits } from '../../model/written-digits.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import { primitiveFormats } from '../definition/primitive-format.ts';
import { typeNames } from '../definition/type-names.ts';
import type { Compilation } from '../scope/compilation.ts';
import { childNodes, type Node } from '../scope/node.ts';
import type { Scope, Step } from '../scope/scope.ts';
import { followReference } from '../target/reference.ts';
import { typedValue } from '../value/equality.ts';

const stepPattern =
  /^(?:(\$this)|resolve\(\)|extension\(\s*['"]([^'"]+)['"]\s*\)|(?:ofType|as)\(\s*([\w.]+)\s*\)|(\w+)(?:\[x\])?)$/;

const LONGEST_PATH = 1_000;
const MOST_STEPS = 40;

/** The restricted FHIRPath of discriminators; undefined for anything else, and for what is longer than any real one. */
export function parsePath(path: string): Step[] | undefined {
  if (path.length > LONGEST_PATH) return undefined;
  const steps: Step[] = [];
  for (const part of path.match(/(?:[^.(]|\([^)]*\))+/g) ?? []) {
    const match = stepPattern.exec(part.trim());
    if (match === null) return undefined;
    const [text, self, url, type, name] = match;
    if (self !== undefined) continue;
    if (url !== undefined) steps.push({ kind: 'extension', url });
    else if (type !== undefined) steps.push({ kind: 'ofType', type });
    else if (name !== undefined) steps.push({ kind: 'child', name });
    else if (text === 'resolve()') steps.push({ kind: 'resolve' });
  }
  return steps.length > MOST_STEPS ? undefined : steps;
}

/** The elements of the slice, or of the profiles of its types or of what it refers to, that a path leads to. */
export function definitionsAt(
  slice: ElementNode,
  steps: readonly Step[],
  { profiles, from }: Compilation,
): ElementNode[] {
  let nodes = [slice];
  let isResolved = false;
  for (const step of steps) {
    if (step.kind === 'resolve') isResolved = true;
    if (step.kind === 'resolve' || step.kind === 'ofType') continue;
    if (isResolved) {
      const targets = nodes.flatMap(({ element }) =>
        (element.type ?? []).flatMap(({ targetProfile }) => targetProfile ?? []),
      );
      nodes = [...new Set(targets)].flatMap((canonical) => profiles.find(canonical, from)?.root ?? []);
      isResolved = false;
    }
    const found = nodes.flatMap((node) => {
      if (isOwnValue(step, typeNames(node.element))) return [node];
      const direct = [...childrenAt(node, step), ...partsOfValue(node, step)];
      if (direct.length > 0) return direct;
      const typeProfiles = (node.element.type ?? []).flatMap(({ profile }) => profile ?? []);
      return typeProfiles.flatMap((canonical) => {
        const root = profiles.find(canonical, from)?.root;
        return root === undefined ? [] : childrenAt(root, step);
      });
    });
    nodes = [...new Set(found)]; // profiles that name each other lead to the same elements again and again
  }
  return nodes;
}

/** Some profiles call a primitive's own value `value`, as the primitive's definition does. */
function isOwnValue(step: Step, types: readonly string[]): boolean {
  return (
    step.kind === 'child' &&
    step.name === 'value' &&
    types.length > 0 &&
    types.every((type) => primitiveFormats.has(type))
  );
}

function childrenAt(node: ElementNode, step: Step): ElementNode[] {
  if (step.kind === 'child')
    return node.children
      .filter(({ name }) => name === step.name || name === `${step.name}[x]`)
      .flatMap(withSlicesOfTypes);
  if (step.kind !== 'extension') return [];
  const extensions = node.children.filter(({ name }) => name === 'extension').flatMap(({ slices }) => slices);
  return extensions.filter(({ element }) =>
    (element.type ?? []).some(({ profile }) =>
      profile?.some((canonical) => canonical.replace(/\|.*$/, '') === step.url),
    ),
  );
}

function part(parent: string, name: string, kind: string, value: unknown): ElementNode {
  return { element: { path: `${parent}.${name}`, [`${kind}Part`]: value }, name, children: [], slices: [] };
}

/**
 * What an element's fixed value or pattern says of its parts, as elements of their own. An extension's profile says its
 * url, loaded or not.
 */
function partsOfValue({ element }: ElementNode, step: Step): ElementNode[] {
  if (step.kind !== 'child') return [];
  if (step.name === 'url') {
    const urls = (element.type ?? []).flatMap(({ code, profile }) => (code === 'Extension' ? (profile ?? []) : []));
    if (urls.length > 0)
      return urls.map((canonical) => part(element.path, 'url', 'fixed', parseCanonical(canonical).url));
  }
  return ['fixed', 'pattern'].flatMap((kind) => {
    const whole = typedValue(element, kind)?.value;
    const value = isJsonObject(whole) ? whole[step.name] : undefined;
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((item) => {
      const made = part(element.path, step.name, kind, item);
      if (isJsonObject(whole)) copyDigits(whole, step.name, made.element, `${kind}Part`);
      return made;
    });
  });
}

/** What `value[x]` is allowed to be may stand on its type slices. */
function withSlicesOfTypes(node: ElementNode): ElementNode[] {
  return [node, ...node.slices.filter(({ element }) => (element.min ?? 0) > 0 || node.name.endsWith('[x]'))];
}

/** The occurrences that a path leads to. */
export function instancesAt(start: Node, steps: readonly Step[], scope: Scope): Node[] {
  let nodes = [start];
  for (const step of steps) nodes = nodes.flatMap((node) => follow(node, step, scope));
  return nodes;
}

function follow(node: Node, step: Step, scope: Scope): Node[] {
  const { of } = scope.engine.types;
  switch (step.kind) {
    case 'child':
      return isOwnValue(step, [node.type]) ? [node] : childNodes(node, step.name, of);
    case 'extension':
      return childNodes(node, 'extension', of).filter(({ value }) => isJsonObject(value) && value.url === step.url);
    case 'ofType':
      return node.type === step.type ? [node] : [];
    case 'resolve': {
      const target = followReference(node, scope);
      return target === undefined ? [] : [target.node];
    }
  }
}

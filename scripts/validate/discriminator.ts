import { isJsonObject } from '../model/fhir.ts';
import { bindingRule, codingsOf } from './binding.ts';
import type { Compilation } from './compile-profile.ts';
import { conformsToAny } from './conformance.ts';
import type { ElementNode } from './element-tree.ts';
import { isEqual, matchesPattern, typedValue } from './equality.ts';
import { childNodes, type Node } from './node.ts';
import { primitiveFormats } from './primitive-format.ts';
import { followReference } from './reference-target.ts';
import type { Scope } from './scope.ts';
import { typeNames } from './type-rules.ts';

/** Whether an occurrence belongs to a slice. */
export type Matcher = (node: Node, scope: Scope) => boolean;

type Step =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'ofType'; readonly type: string }
  | { readonly kind: 'resolve' };

/**
 * Compiles one discriminator for one slice; undefined when the slice does not say what the discriminator looks for.
 * @see https://hl7.org/fhir/R4/profiling.html#discriminator
 */
export function compileDiscriminator(
  type: string,
  path: string,
  slice: ElementNode,
  compilation: Compilation,
): Matcher | undefined {
  const steps = parsePath(path);
  if (steps === undefined) return undefined;
  const criteria = definitionsAt(slice, steps, compilation);
  if (type === 'exists') return existsMatcher(steps, criteria);
  const tests = criteria.flatMap((node) => criterion(type, node, steps, compilation) ?? []);
  if (tests.length === 0) return undefined;
  return (node, scope) => {
    const found = instancesAt(node, steps, scope);
    return tests.some((matches) => found.some((item) => matches(item, scope)));
  };
}

function existsMatcher(steps: readonly Step[], criteria: readonly ElementNode[]): Matcher | undefined {
  const element = criteria[0]?.element;
  if (element?.max === '0') return (node, scope) => instancesAt(node, steps, scope).length === 0;
  if ((element?.min ?? 0) > 0) return (node, scope) => instancesAt(node, steps, scope).length > 0;
  return undefined;
}

function criterion(
  type: string,
  node: ElementNode,
  steps: readonly Step[],
  compilation: Compilation,
): Matcher | undefined {
  switch (type) {
    case 'value':
    case 'pattern':
      return valueCriterion(node, compilation, 0);
    case 'type':
      return typeCriterion(node, steps);
    case 'profile':
      return profileCriterion(node, steps, compilation);
    default:
      return undefined;
  }
}

function valueCriterion(node: ElementNode, compilation: Compilation, depth: number): Matcher | undefined {
  const fixed = typedValue(node.element, 'fixed');
  if (fixed !== undefined) return ({ value }) => isEqual(value, fixed.value);
  const pattern = typedValue(node.element, 'pattern');
  if (pattern !== undefined) return ({ value }) => matchesPattern(value, pattern.value);
  const { binding } = node.element;
  const byChildren = depth > 8 ? undefined : childrenCriterion(node, compilation, depth);
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return byChildren;
  const rule = bindingRule(
    binding.valueSet,
    'required',
    compilation.profile.canonical,
    compilation.from,
    compilation.terminology,
  );
  return (item, scope) => {
    const outcomes = (codingsOf(item.value, item.type) ?? []).map((coding) => rule.member(coding).outcome);
    if (outcomes.includes('member')) return true;
    // What the value set cannot decide, fixed values further down may.
    return outcomes.some((outcome) => outcome !== 'not-member') && byChildren?.(item, scope) === true;
  };
}

/** Fixed values and patterns further down decide where the element itself has none. */
function childrenCriterion(node: ElementNode, compilation: Compilation, depth: number): Matcher | undefined {
  const children = [
    ...node.children,
    ...node.children.flatMap(({ slices }) => slices.filter(({ element }) => (element.min ?? 0) > 0)),
  ];
  const tests: { readonly name: string; readonly matches: Matcher }[] = [];
  for (const child of children) {
    const hasValue =
      typedValue(child.element, 'fixed') !== undefined || typedValue(child.element, 'pattern') !== undefined;
    const matches = hasValue
      ? valueCriterion(child, compilation, depth + 1)
      : childrenCriterion(child, compilation, depth + 1);
    if (matches !== undefined) tests.push({ name: child.name.replace(/\[x\]$/, ''), matches });
  }
  if (tests.length === 0) return undefined;
  return (item, scope) =>
    tests.every(({ name, matches }) =>
      childNodes(item, name, scope.engine.types.of).some((part) => matches(part, scope)),
    );
}

function typeCriterion(node: ElementNode, steps: readonly Step[]): Matcher | undefined {
  const resolves = steps.some(({ kind }) => kind === 'resolve');
  const types = resolves
    ? (node.element.type ?? [])
        .flatMap(({ targetProfile }) => targetProfile ?? [])
        .map((url) => url.replace(/^.*\//, '').replace(/\|.*$/, ''))
    : typeNames(node.element);
  if (types.length === 0) return undefined;
  const wanted = new Set(types);
  return ({ type }) =>
    wanted.has(type) ||
    wanted.has('Resource') ||
    (wanted.has('DomainResource') && type !== 'Bundle' && type !== 'Binary' && type !== 'Parameters');
}

function profileCriterion(node: ElementNode, steps: readonly Step[], { from }: Compilation): Matcher | undefined {
  const resolves = steps.some(({ kind }) => kind === 'resolve');
  const canonicals = (node.element.type ?? []).flatMap(
    ({ profile, targetProfile }) => (resolves ? targetProfile : profile) ?? [],
  );
  if (canonicals.length === 0) return undefined;
  return (item, scope) => conformsToAny(item, canonicals, from, scope);
}

const stepPattern =
  /^(?:(\$this)|resolve\(\)|extension\(\s*['"]([^'"]+)['"]\s*\)|(?:ofType|as)\(\s*([\w.]+)\s*\)|(\w+)(?:\[x\])?)$/;

/** The restricted FHIRPath of discriminators; undefined for anything else. */
function parsePath(path: string): Step[] | undefined {
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
  return steps;
}

/** The elements of the slice, or of the profiles of its types, that a path leads to. */
function definitionsAt(slice: ElementNode, steps: readonly Step[], { profiles, from }: Compilation): ElementNode[] {
  let nodes = [slice];
  for (const step of steps) {
    if (step.kind === 'resolve' || step.kind === 'ofType') continue;
    nodes = nodes.flatMap((node) => {
      if (isOwnValue(step, typeNames(node.element))) return [node];
      const direct = [...childrenAt(node, step), ...partsOfValue(node, step)];
      if (direct.length > 0) return direct;
      const typeProfiles = (node.element.type ?? []).flatMap(({ profile }) => profile ?? []);
      return typeProfiles.flatMap((canonical) => {
        const root = profiles.find(canonical, from)?.root;
        return root === undefined ? [] : childrenAt(root, step);
      });
    });
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

/** A fixed value or pattern says what its parts are: as elements of their own. */
function partsOfValue({ element }: ElementNode, step: Step): ElementNode[] {
  if (step.kind !== 'child') return [];
  return ['fixed', 'pattern'].flatMap((kind) => {
    const value = typedValue(element, kind)?.value;
    const part = isJsonObject(value) ? value[step.name] : undefined;
    if (part === undefined) return [];
    const path = `${element.path}.${step.name}`;
    return (Array.isArray(part) ? part : [part]).map((item) => ({
      element: { path, [`${kind}Part`]: item },
      name: step.name,
      children: [],
      slices: [],
    }));
  });
}

/** What `value[x]` is allowed to be may stand on its type slices. */
function withSlicesOfTypes(node: ElementNode): ElementNode[] {
  return [node, ...node.slices.filter(({ element }) => (element.min ?? 0) > 0 || node.name.endsWith('[x]'))];
}

function instancesAt(start: Node, steps: readonly Step[], scope: Scope): Node[] {
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

import { conformsToAny, fitsType } from '../conformance/conformance.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import { typeNames } from '../definition/type-names.ts';
import type { Compilation } from '../scope/compilation.ts';
import { childNodes, type Node } from '../scope/node.ts';
import type { Scope, SliceNeed, Step } from '../scope/scope.ts';
import { bindingRule, codingsOf } from '../value/binding.ts';
import { isEqual, matchesPattern, typedValue } from '../value/equality.ts';
import { definitionsAt, instancesAt, parsePath } from './discriminator-path.ts';
import { needsOf } from './slice-need.ts';

/** Whether an occurrence belongs to a slice. */
type Matcher = (node: Node, scope: Scope) => boolean;

/** What tells who belongs to a slice. */
export interface Criterion {
  readonly matches: Matcher;
  /** Who lacks one of these values does not match. */
  readonly needs: readonly SliceNeed[];
}

/**
 * Compiles one discriminator for one slice; undefined when the slice does not say what the discriminator looks for.
 * @see https://hl7.org/fhir/R4/profiling.html#discriminator
 */
export function compileDiscriminator(
  type: string,
  path: string,
  slice: ElementNode,
  compilation: Compilation,
): Criterion | undefined {
  const steps = parsePath(path);
  if (steps === undefined) return undefined;
  const definitions = definitionsAt(slice, steps, compilation);
  if (type === 'exists') return withoutNeeds(existsMatcher(steps, definitions));
  const criteria = definitions.flatMap((node) => criterionOf(type, node, steps, compilation) ?? []);
  const [only, second] = criteria;
  if (only === undefined) return undefined;
  return {
    matches: (node, scope) => {
      const found = instancesAt(node, steps, scope);
      return criteria.some(({ matches }) => found.some((item) => matches(item, scope)));
    },
    needs: second === undefined ? only.needs.map((need) => ({ ...need, steps })) : [],
  };
}

function withoutNeeds(matches: Matcher | undefined): Criterion | undefined {
  return matches === undefined ? undefined : { matches, needs: [] };
}

function existsMatcher(steps: readonly Step[], criteria: readonly ElementNode[]): Matcher | undefined {
  const element = criteria[0]?.element;
  if (element?.max === '0') return (node, scope) => instancesAt(node, steps, scope).length === 0;
  if ((element?.min ?? 0) > 0) return (node, scope) => instancesAt(node, steps, scope).length > 0;
  return undefined;
}

function criterionOf(
  type: string,
  node: ElementNode,
  steps: readonly Step[],
  compilation: Compilation,
): Criterion | undefined {
  switch (type) {
    case 'value':
    case 'pattern':
      return valueCriterion(node, compilation, 0);
    case 'type':
      return withoutNeeds(typeCriterion(node, steps, compilation));
    case 'profile':
      return withoutNeeds(profileCriterion(node, steps, compilation));
    default:
      return undefined;
  }
}

function valueCriterion(node: ElementNode, compilation: Compilation, depth: number): Criterion | undefined {
  const fixed = typedValue(node.element, 'fixed');
  if (fixed !== undefined)
    return {
      matches: (node, { run }) => isEqual(node.value, fixed.value, run.numerals, node, fixed.place),
      needs: needsOf(fixed.value),
    };
  const pattern = typedValue(node.element, 'pattern');
  if (pattern !== undefined)
    return {
      matches: (node, { run }) => matchesPattern(node.value, pattern.value, run.numerals, node, pattern.place),
      needs: needsOf(pattern.value),
    };
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
  return withoutNeeds((item, scope) => {
    const outcomes = (codingsOf(item.value, item.type) ?? []).map((coding) => rule.member(coding).outcome);
    if (outcomes.includes('member')) return true;
    // What the value set cannot decide, fixed values further down may.
    return outcomes.some((outcome) => outcome !== 'not-member') && byChildren?.matches(item, scope) === true;
  });
}

/** Fixed values and patterns further down decide where the element itself has none. */
function childrenCriterion(node: ElementNode, compilation: Compilation, depth: number): Criterion | undefined {
  const children = [
    ...node.children,
    ...node.children.flatMap(({ slices }) => slices.filter(({ element }) => (element.min ?? 0) > 0)),
  ];
  const tests: { readonly name: string; readonly criterion: Criterion }[] = [];
  for (const child of children) {
    const hasValue =
      typedValue(child.element, 'fixed') !== undefined || typedValue(child.element, 'pattern') !== undefined;
    const criterion = hasValue
      ? valueCriterion(child, compilation, depth + 1)
      : childrenCriterion(child, compilation, depth + 1);
    if (criterion !== undefined) tests.push({ name: child.name.replace(/\[x\]$/, ''), criterion });
  }
  if (tests.length === 0) return undefined;
  return {
    matches: (item, scope) =>
      tests.every(({ name, criterion }) =>
        childNodes(item, name, scope.engine.types.of).some((part) => criterion.matches(part, scope)),
      ),
    needs: tests.flatMap(({ name, criterion }) =>
      criterion.needs.map((need) => ({ ...need, children: [name, ...need.children] })),
    ),
  };
}

function typeCriterion(
  node: ElementNode,
  steps: readonly Step[],
  { profiles, from }: Compilation,
): Matcher | undefined {
  const resolves = steps.some(({ kind }) => kind === 'resolve');
  const targets = (node.element.type ?? []).flatMap(({ targetProfile }) => targetProfile ?? []);
  const types = resolves
    ? targets.flatMap((canonical) => profiles.find(canonical, from)?.type ?? [])
    : typeNames(node.element);
  return types.length === 0 ? undefined : ({ type }) => types.some((wanted) => fitsType(type, wanted));
}

function profileCriterion(node: ElementNode, steps: readonly Step[], { from }: Compilation): Matcher | undefined {
  const resolves = steps.some(({ kind }) => kind === 'resolve');
  const canonicals = (node.element.type ?? []).flatMap(
    ({ profile, targetProfile }) => (resolves ? targetProfile : profile) ?? [],
  );
  if (canonicals.length === 0) return undefined;
  return (item, scope) => conformsToAny(item, canonicals, from, scope);
}

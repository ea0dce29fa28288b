import { childNodes, type Node } from '../scope/node.ts';
import type { ChildRules, ItemRules, Scope, Slice, Slicing } from '../scope/scope.ts';
import { scopeInside } from '../target/resource.ts';

/** Holds one occurrence of an element, and all below it, against compiled rules. */
export function applyItem(rules: ItemRules, node: Node, scope: Scope): void {
  for (const check of rules.checks) check(node, scope);
  if (rules.children.length === 0) return;
  const inside = scopeInside(node, scope);
  for (const child of rules.children) applyChild(child, node, inside);
}

function applyChild(rules: ChildRules, parent: Node, scope: Scope): void {
  let nodes = childNodes(parent, rules.name, scope.engine.types.of);
  if (rules.onlyType !== undefined) nodes = nodes.filter(({ type }) => type === rules.onlyType);
  const { findings } = scope;
  const { path, profile, item, slicing } = rules;
  if (nodes.length < rules.min)
    findings.error({
      code: 'required',
      rule: 'cardinality',
      message:
        nodes.length === 0
          ? `${path} is missing: at least ${rules.min} required.`
          : `${path} occurs ${nodes.length} times: at least ${rules.min} required.`,
      expression: parent.path,
      profile,
      element: `${parent.path}.${rules.name}`,
    });
  if (nodes.length > rules.max) {
    const message =
      rules.max === 0
        ? `${path} is not allowed by this profile; remove it.`
        : `${path} occurs ${nodes.length} times: at most ${rules.max} allowed.`;
    findings.error({
      code: 'structure',
      rule: 'cardinality',
      message,
      expression: parent.path,
      profile,
      element: `${parent.path}.${rules.name}`,
    });
  }
  if (item !== undefined) for (const node of nodes) applyItem(item, node, scope);
  if (slicing !== undefined) applySlicing(slicing, nodes, parent, scope);
}

/** @see https://hl7.org/fhir/R4/profiling.html#slicing */
function applySlicing(slicing: Slicing, nodes: readonly Node[], parent: Node, scope: Scope): void {
  const { findings } = scope;
  const members: Node[][] = slicing.slices.map(() => []);
  const fallback = slicing.slices.findIndex(({ isDefault }) => isDefault);
  const isTold = slicing.slices.some(({ belongs, isDefault }) => isDefault || belongs !== undefined);
  reportFaults(slicing, nodes, scope);
  let lastSlice = -1;
  let unmatched: Node | undefined;
  for (const node of nodes) {
    const [index = fallback, second] = slicing.find(node, scope);
    // The types of a choice are slices of their own, and may be told apart once more.
    if (second !== undefined && !slicing.path.endsWith('[x]')) reportOverlap(slicing, index, second, node, scope);
    if (index === -1) {
      unmatched = node;
      if (slicing.rules === 'closed' && isTold)
        findings.error({
          code: 'structure',
          rule: 'slicing-closed',
          message: `${slicing.path} fits none of the slices ${slicing.names} (told apart by ${slicing.by}), and others are not allowed.`,
          expression: node.path,
          profile: slicing.profile,
        });
      continue;
    }
    members[index]?.push(node);
    if (slicing.ordered && index < lastSlice)
      findings.error({
        code: 'structure',
        rule: 'slicing-order',
        message: `The slice "${slicing.slices[index]?.name}" comes too late: the order is ${slicing.names}.`,
        expression: node.path,
        profile: slicing.profile,
      });
    if (slicing.rules === 'openAtEnd' && unmatched !== undefined)
      findings.error({
        code: 'structure',
        rule: 'slicing-order',
        message: `${slicing.path} outside the slices may only come after them; move this one before ${unmatched.path}.`,
        expression: node.path,
        profile: slicing.profile,
      });
    lastSlice = Math.max(lastSlice, index);
  }
  const isAbsent = nodes.length === 0;
  for (const [i, slice] of slicing.slices.entries())
    applySlice(slice, members[i] ?? [], isAbsent, parent, slicing, scope);
}

/** A slicing that nobody can evaluate is an error wherever there is something to slice: each reason told once for a list. */
function reportFaults({ slices, path, profile }: Slicing, [first]: readonly Node[], { findings }: Scope): void {
  if (first === undefined) return;
  const byReason = new Map<string, string[]>();
  for (const { name, fault, isDefault } of slices) {
    if (fault === undefined || isDefault) continue;
    const alike = byReason.get(fault);
    if (alike === undefined) byReason.set(fault, [name]);
    else alike.push(name);
  }
  for (const [fault, [one, ...others]] of byReason) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const message = `The slicing of ${path} cannot be evaluated for the slice "${one}"${more}: ${fault}. Correct the profile.`;
    findings.error({ code: 'invalid', rule: 'slicing-undecidable', message, expression: first.path, profile });
  }
}

/** @see https://hl7.org/fhir/R4/profiling.html#slicing: an occurrence belongs to one slice at most */
function reportOverlap(slicing: Slicing, first: number, second: number, node: Node, { findings }: Scope): void {
  const { slices, by, path, profile } = slicing;
  const names = `"${slices[first]?.name}" and "${slices[second]?.name}"`;
  const message = `${path} belongs to the slices ${names} at once (told apart by ${by}); it may belong to one only.`;
  findings.error({ code: 'structure', rule: 'slicing-overlap', message, expression: node.path, profile });
}

/** @param isAbsent whether the sliced element is not there at all, so that nothing can belong to the slice */
function applySlice(
  slice: Slice,
  nodes: readonly Node[],
  isAbsent: boolean,
  parent: Node,
  slicing: Slicing,
  scope: Scope,
): void {
  const { findings } = scope;
  const title = `${slicing.path}:${slice.name}`;
  const element = `${parent.path}.${slicing.path.slice(slicing.path.lastIndexOf('.') + 1)}`;
  if (slice.belongs === undefined && !slice.isDefault && !(isAbsent && slice.min > 0)) {
    if (slice.fault !== undefined) return; // as was said
    findings.information({
      code: 'not-supported',
      rule: 'not-checked',
      message: `The slice "${slice.name}" of ${slicing.path} was not checked: the profile does not say by fixed values, patterns, types or bindings who belongs to it.`,
      expression: parent.path,
      profile: slicing.profile,
    });
    return;
  }
  if (nodes.length < slice.min)
    findings.error({
      code: 'required',
      rule: 'slice-cardinality',
      message: `${title} occurs ${nodes.length} times: at least ${slice.min} required (told apart by ${slicing.by}).`,
      expression: parent.path,
      profile: slicing.profile,
      element,
    });
  if (nodes.length > slice.max)
    findings.error({
      code: 'structure',
      rule: 'slice-cardinality',
      message: `${title} occurs ${nodes.length} times: at most ${slice.max} allowed.`,
      expression: parent.path,
      profile: slicing.profile,
      element,
    });
  if (slice.item !== undefined) for (const node of nodes) applyItem(slice.item, node, scope);
  if (slice.slicing !== undefined) applySlicing(slice.slicing, nodes, parent, scope);
}

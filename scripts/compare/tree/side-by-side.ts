import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { ElementNode, ElementTree } from './element-tree.ts';
import { textOf } from './same.ts';
import type { Trees } from './trees.ts';

/** An element as one version has it, in words. */
export interface ElementWords {
  readonly cardinality: string;
  readonly types: string;
  /** What else is said of it: flags, values, the value set. */
  readonly rules: readonly string[];
}

/** An element in both versions. */
export interface TreeRow {
  /** Its id in the newer version. */
  readonly id: string;
  /** Its last step: `subject`, `:VSCat` of a slice. */
  readonly name: string;
  /** How far below the root it is. */
  readonly depth: number;
  readonly before?: ElementWords;
  readonly after?: ElementWords;
}

/** One side of the rows: its tree, what its types are, and names of slices that are others in the newer version. */
export interface RowSide {
  readonly tree: ElementTree | undefined;
  readonly trees: Trees;
  readonly sliceNames: ReadonlyMap<string, string>;
}

interface Branch {
  readonly steps: Map<string, Branch>;
}

const DEEPEST = 40;

/** The elements with these ids and all that is around them, in the order of the newer version, as both versions have them. */
export function sideBySide(old: RowSide, now: RowSide, ids: Iterable<string>): TreeRow[] {
  const top: Branch = { steps: new Map() };
  for (const id of ids) {
    let at = top;
    for (const step of stepsOf(id).slice(0, DEEPEST)) {
      const known = at.steps.get(step) ?? { steps: new Map() };
      at.steps.set(step, known);
      at = known;
    }
  }
  const rows: TreeRow[] = [];
  const walk = (
    { steps }: Branch,
    id: string,
    depth: number,
    a: ElementNode | undefined,
    b: ElementNode | undefined,
  ) => {
    const order = [...(b?.slices.keys() ?? [])].map((name) => `:${name}`).concat([...(b?.children.keys() ?? [])]);
    const rank = (step: string) => (order.includes(step) ? order.indexOf(step) : order.length);
    const sorted = [...steps].sort(([x], [y]) => rank(x) - rank(y) || (x < y ? -1 : 1));
    for (const [step, branch] of sorted) {
      const own = step.startsWith(':') || id === '' ? `${id}${step}` : `${id}.${step}`;
      const was = id === '' ? old.tree?.root : a && stepDown(a, step, own, old);
      const is = id === '' ? now.tree?.root : b && stepDown(b, step, own, now);
      rows.push({
        id: own,
        name: step,
        depth,
        ...(was === undefined ? {} : { before: wordsOf(was.element) }),
        ...(is === undefined ? {} : { after: wordsOf(is.element) }),
      });
      walk(branch, own, depth + 1, was, is);
    }
  };
  walk(top, '', 0, undefined, undefined);
  return rows;
}

/** `Observation`, `category`, `:VSCat`, `coding`: a slice is a step of its own. */
function stepsOf(id: string): string[] {
  return id.split('.').flatMap((step) => {
    const colon = step.indexOf(':');
    return colon <= 0 ? [step] : [step.slice(0, colon), step.slice(colon)];
  });
}

function stepDown(
  node: ElementNode,
  step: string,
  id: string,
  { trees, sliceNames }: RowSide,
): ElementNode | undefined {
  if (!step.startsWith(':')) return trees.child(node, step);
  const name = sliceNames.get(id) ?? step.slice(1);
  const slice = node.slices.get(name);
  // A slice by type that is not there is what the choice itself says of that type.
  return slice ?? (node.name.endsWith('[x]') && name.startsWith(node.name.slice(0, -3)) ? node : undefined);
}

const MOST_NAMES = 6;

function wordsOf(element: ElementDefinition): ElementWords {
  const { min = 0, max = '*', type = [], mustSupport, isModifier, binding, maxLength } = element;
  const rules: string[] = [];
  if (mustSupport === true) rules.push('must be supported');
  if (isModifier === true) rules.push('modifier');
  for (const [name, value] of Object.entries(element)) {
    if (/^fixed[A-Z]/.test(name)) rules.push(`fixed ${textOf(value)}`);
    else if (/^pattern[A-Z]/.test(name)) rules.push(`pattern ${textOf(value)}`);
    else if (/^(min|max)Value[A-Z]/.test(name)) rules.push(`${name.slice(0, 3)} ${textOf(value)}`);
  }
  if (binding !== undefined) rules.push(`${binding.strength} ${lastPart(binding.valueSet ?? 'binding')}`);
  if (maxLength !== undefined) rules.push(`at most ${maxLength} characters`);
  return { cardinality: `${min}..${max}`, types: some(type.map(typeText)), rules };
}

function typeText({ code, profile = [], targetProfile = [] }: NonNullable<ElementDefinition['type']>[number]): string {
  const name = lastPart(code);
  const targets = targetProfile.length === 0 ? '' : `(${some(targetProfile.map(lastPart))})`;
  return `${profile.length === 0 ? name : some(profile.map(lastPart))}${targets}`;
}

function lastPart(canonical: string): string {
  const { url, version } = parseCanonical(canonical);
  return `${url.slice(url.lastIndexOf('/') + 1)}${version === undefined ? '' : `|${version}`}`;
}

function some(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest <= 1 ? names.join(' | ') : `${names.slice(0, MOST_NAMES).join(' | ')} and ${rest} more`;
}

import type { ElementNode } from '../definition/element-tree.ts';
import type { ElementRules, ObjectRules } from '../definition/type-rules.ts';
import type { Compilation } from '../scope/compilation.ts';
import type { Step } from '../scope/scope.ts';
import { definitionsAt, parsePath } from './discriminator-path.ts';

export interface DiscriminatorFault {
  readonly reason: string;
  /** Whether the slicing cannot be evaluated, whatever its other discriminators tell. */
  readonly breaks: boolean;
}

/**
 * Why a discriminator can tell nothing of a slice, as the profile is written: nobody can evaluate it then. Undefined
 * where it can, and where it cannot be seen (a profile that is not loaded, the target of a reference, a choice).
 * @param base what the base specification says of the slice's parts
 * @param isAlone whether no other slice of the list names no profile
 * @see https://hl7.org/fhir/R4/profiling.html#discriminator
 */
export function discriminatorFault(
  type: string,
  path: string,
  slice: ElementNode,
  base: ObjectRules | undefined,
  compilation: Compilation,
  isAlone = true,
): DiscriminatorFault | undefined {
  if (type === 'profile' && !isAlone && namesNoProfile(path, slice, compilation))
    return silent(`the slice names no profile that "${path}" has to conform to`);
  const steps = parsePath(path);
  if (steps === undefined) return broken(`the path "${path}" is more than a discriminator may be`);
  if (!steps.every(({ kind }) => kind === 'child') || hasUnseenProfiles(slice, compilation)) return undefined;
  const definitions = definitionsAt(slice, steps, compilation);
  if (definitions.some((node) => hasUnseenProfiles(node, compilation))) return undefined;
  const element = definitions.length > 0 ? 'unseen' : elementAt(base, steps);
  if (element === 'none') return broken(`there is no element "${path}"`);
  const definition = element === 'unseen' ? undefined : element.definition;
  switch (type) {
    case 'value':
    case 'pattern':
      return definition?.binding?.strength === 'required'
        ? undefined
        : silent(`the slice says by no fixed value, pattern or required binding what "${path}" is`);
    case 'exists':
      return (definition?.min ?? 0) > 0 ? undefined : silent(`the slice neither requires nor forbids "${path}"`);
    default:
      return undefined;
  }
}

/**
 * Whether a slice leaves open of which profile what its discriminator looks at has to be: anything is then. One such
 * slice takes what there is; of two nobody can say whose it is.
 */
export function namesNoProfile(path: string, slice: ElementNode, compilation: Compilation): boolean {
  const steps = parsePath(path);
  if (steps === undefined || hasUnseenProfiles(slice, compilation)) return false;
  const resolves = steps.at(-1)?.kind === 'resolve';
  if (!(resolves ? steps.slice(0, -1) : steps).every(({ kind }) => kind === 'child')) return false;
  const types = definitionsAt(slice, steps, compilation).flatMap(({ element }) => element.type ?? []);
  return types.every(({ profile, targetProfile }) => ((resolves ? targetProfile : profile) ?? []).length === 0);
}

/**
 * Why a discriminator that follows a reference cannot be evaluated, though a slice says what it looks for: HL7's
 * validator follows references to one profile only, but for discriminators by profile.
 */
export function resolveFault(
  type: string,
  path: string,
  slice: ElementNode,
  compilation: Compilation,
): DiscriminatorFault | undefined {
  if (type === 'profile' || !path.includes('resolve()')) return undefined;
  const steps = parsePath(path) ?? [];
  const at = steps.findIndex(({ kind }) => kind === 'resolve');
  const references = at === -1 ? [] : definitionsAt(slice, steps.slice(0, at), compilation);
  const types = references.flatMap(({ element }) => element.type ?? []);
  const { size } = new Set(types.flatMap(({ targetProfile }) => targetProfile ?? []));
  if (size < 2) return undefined;
  return broken(
    `"${path}" follows a reference that may lead to ${size} profiles, and it can follow one to a single profile only`,
  );
}

function broken(reason: string): DiscriminatorFault {
  return { reason, breaks: true };
}

function silent(reason: string): DiscriminatorFault {
  return { reason, breaks: false };
}

function hasUnseenProfiles({ element }: ElementNode, { profiles, from }: Compilation): boolean {
  const canonicals = (element.type ?? []).flatMap(({ profile }) => profile ?? []);
  return canonicals.some((canonical) => profiles.find(canonical, from)?.root === undefined);
}

/** What the base specification says of the element that a path leads to. */
function elementAt(start: ObjectRules | undefined, steps: readonly Step[]): ElementRules | 'none' | 'unseen' {
  let rules = start;
  let element: ElementRules | undefined;
  for (const step of steps) {
    if (rules === undefined || step.kind !== 'child') return 'unseen';
    element = rules.elements.get(step.name);
    if (element === undefined) return rules.properties.has(step.name) ? 'unseen' : 'none';
    const [only, other] = element.variants;
    rules = other === undefined && only?.kind === 'complex' ? only.rules() : undefined;
  }
  return element ?? 'unseen';
}

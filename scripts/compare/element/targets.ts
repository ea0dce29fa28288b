import { parseCanonical } from '../../model/canonical.ts';
import { changeRules } from '../rules/rules.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import type { Side } from '../tree/side.ts';
import type { Place } from './place.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const ANY = 'Resource';

interface Target {
  readonly canonical: string;
  readonly url: string;
  /** Type of resource that it is, or is a profile of. */
  readonly type: string;
  readonly isProfile: boolean;
}

/** Where a reference or canonical may lead. */
export function compareTargets(
  old: readonly string[] | undefined,
  now: readonly string[] | undefined,
  nodes: readonly [ElementNode, ElementNode],
  place: Place,
): void {
  const { versions, changes, path: element } = place;
  const before = targetsOf(old, versions.from, nodes[0]);
  const after = targetsOf(now, versions.to, nodes[1]);
  const isSame = (a: Target, b: Target) => a.url === b.url || versions.renamed.get(a.url) === b.url;
  for (const a of before) {
    const b = after.find((each) => a.url === each.url);
    if (b === undefined || a.canonical === b.canonical) continue;
    if (parseCanonical(a.canonical).version === parseCanonical(b.canonical).version) continue;
    changes.add('pin-changed', { element, before: a.canonical, after: b.canonical });
  }
  const gone = before.filter((a) => !after.some((b) => isSame(a, b)));
  const added = after.filter((b) => !before.some((a) => isSame(a, b)));
  const left = new Set(added);
  for (const a of gone) {
    const b = [...left].find((each) => each.type === a.type);
    if (b === undefined) continue;
    left.delete(b);
    const values = { element, before: a.canonical, after: b.canonical };
    if (!a.isProfile) changes.add('target-narrowed', values);
    else changes.add(b.isProfile ? 'target-replaced' : 'target-widened', values);
    gone.splice(gone.indexOf(a), 1, { ...a, type: '' });
  }
  const isAnyNow = after.some(({ type }) => type === ANY);
  const wasAny = before.some(({ type }) => type === ANY);
  const covers = (targets: readonly Target[], one: Target) =>
    targets.some((each) => each.type === one.type && !each.isProfile && one.isProfile);
  const covered = { producer: 'compatible', consumer: 'compatible' } as const;
  for (const a of gone) {
    if (a.type === '' || isAnyNow) continue;
    const isCovered = covers(after, a);
    const reason = isCovered ? `Any ${a.type} may still be referred to.` : changeRules['target-removed'].why;
    changes.add('target-removed', { element, before: a.canonical, reason, ...(isCovered ? covered : {}) });
  }
  for (const b of left) {
    if (wasAny && b.type !== ANY) continue;
    const isCovered = covers(before, b);
    const reason = isCovered ? `Any ${b.type} could be referred to already.` : changeRules['target-added'].why;
    changes.add('target-added', { element, after: b.canonical, reason, ...(isCovered ? covered : {}) });
  }
}

function targetsOf(canonicals: readonly string[] | undefined, side: Side, { tree }: ElementNode): Target[] {
  if (canonicals === undefined || canonicals.length === 0)
    return [{ canonical: CORE + ANY, url: CORE + ANY, type: ANY, isProfile: false }];
  return canonicals.map((canonical) => {
    const { url } = parseCanonical(canonical);
    const { resource } = side.resolve(canonical, tree.owner) ?? {};
    const isProfile = resource?.derivation === 'constraint' || (resource === undefined && !url.startsWith(CORE));
    const type =
      typeof resource?.type === 'string' ? resource.type : isProfile ? typeNamed(url, side) : url.slice(CORE.length);
    return { canonical, url, type, isProfile };
  });
}

/** The type of resource that the name of a profile has in it, where the profile itself is not loaded: `FrPatient`. */
function typeNamed(url: string, side: Side): string {
  const words = url.slice(url.lastIndexOf('/') + 1).match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  const capital = words.slice(0, MOST_WORDS).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  for (let length = capital.length; length > 0; length--)
    for (let start = 0; start + length <= capital.length; start++) {
      const name = capital.slice(start, start + length).join('');
      if (side.resolve(CORE + name)?.resource.kind === 'resource') return name;
    }
  return `of ${url}`;
}

const MOST_WORDS = 8;

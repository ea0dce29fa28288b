import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import { typesAt } from './alike.ts';
import type { Place } from './place.ts';
import { compareTargets } from './targets.ts';

type ElementType = NonNullable<ElementDefinition['type']>[number];

/** The types of an element, their profiles, and where references may lead. */
export function compareTypes(
  old: readonly ElementType[],
  now: readonly ElementType[],
  nodes: readonly [ElementNode, ElementNode],
  place: Place,
): void {
  const { changes, path: element } = place;
  if (old.length === 0 && now.length === 0) return;
  const codeOf = [...old, ...now].every(isOfFhirPath) ? ({ code }: ElementType) => code : fhirType;
  const before = new Map(old.map((each) => [codeOf(each), each]));
  const after = new Map(now.map((each) => [codeOf(each), each]));
  const lists = { before: [...before.keys()].join(' | '), after: [...after.keys()].join(' | ') };
  const gone = [...before.keys()].filter((code) => !after.has(code));
  const added = [...after.keys()].filter((code) => !before.has(code));
  if (gone.length > 0)
    changes.add('type-removed', { element, ...lists, reason: `It cannot be ${gone.join(', ')} any more.` });
  if (added.length > 0) changes.add('type-added', { element, ...lists, reason: `It can be ${added.join(', ')} now.` });
  for (const [code, a] of before) {
    const b = after.get(code);
    if (b === undefined) continue;
    const [oldTypes, newTypes] = [old, now].map((types) => types.filter((each) => codeOf(each) === code)) as [
      ElementType[],
      ElementType[],
    ];
    const profiles = (
      [
        [oldTypes, 0],
        [newTypes, 1],
      ] as const
    ).map(([types, at]) => {
      const stated = gathered(types, 'profile');
      return stated.length > 0 ? stated : ofFhir(code, nodes[at], at, place);
    });
    compareProfiles(profiles[0] ?? [], profiles[1] ?? [], place);
    if (code === 'Reference' || code === 'canonical')
      compareTargets(gathered(oldTypes, 'targetProfile'), gathered(newTypes, 'targetProfile'), nodes, place);
    compareKinds(a, b, place);
  }
}

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** FHIR's own definitions write some primitives as a type of FHIRPath, with the type that it is beside it. */
function fhirType(type: ElementType): string {
  const { code, extension = [] } = type;
  if (!isOfFhirPath(type)) return code;
  const named = extension.find(({ url }) => url === FHIR_TYPE);
  return named?.valueUrl ?? named?.valueUri ?? code;
}

function isOfFhirPath({ code }: ElementType): boolean {
  return code.startsWith('http://hl7.org/fhirpath/');
}

/** The profile that FHIR itself gives the type of an element: it holds whether a profile repeats it or not. */
function ofFhir(code: string, { element }: ElementNode, at: 0 | 1, { versions }: Place): readonly string[] {
  const path = element.base?.path;
  if (path === undefined) return [];
  const types = typesAt(path, at === 0 ? versions.oldTrees : versions.newTrees);
  return types.find((each) => each.code === code)?.profile ?? [];
}

/** R4 allows one type with several profiles, and older tools write one type a profile. */
function gathered(types: readonly ElementType[], name: 'profile' | 'targetProfile'): string[] {
  return types.flatMap((each) => each[name] ?? []);
}

function compareProfiles(old: readonly string[], now: readonly string[], place: Place): void {
  const { versions, changes, path: element } = place;
  const urlOf = (canonical: string) => parseCanonical(canonical).url;
  const isSame = (a: string, b: string) => urlOf(a) === urlOf(b) || versions.renamed.get(urlOf(a)) === urlOf(b);
  for (const a of old) {
    const b = now.find((each) => urlOf(each) === urlOf(a));
    if (b === undefined || a === b) continue;
    changes.add('pin-changed', { element, before: a, after: b });
  }
  const gone = old.filter((a) => !now.some((b) => isSame(a, b)));
  const added = now.filter((b) => !old.some((a) => isSame(a, b)));
  if (gone.length === 0 && added.length === 0) return;
  const values = {
    element,
    ...(old.length > 0 ? { before: old.join(', ') } : {}),
    ...(now.length > 0 ? { after: now.join(', ') } : {}),
  };
  if (old.length === 0) changes.add('type-profile-added', values);
  else if (now.length === 0) changes.add('type-profile-removed', values);
  else if (gone.length > 0 && added.length > 0) changes.add('type-profile-changed', values);
  // One of several is enough: fewer profiles to choose from allow less.
  else changes.add(gone.length > 0 ? 'type-profile-added' : 'type-profile-removed', values);
}

function compareKinds(old: ElementType, now: ElementType, { changes, path: element }: Place): void {
  const [before, after] = [old.aggregation ?? [], now.aggregation ?? []];
  const all = ['contained', 'referenced', 'bundled'];
  const [was, is] = [before, after].map((list) => new Set(list.length === 0 ? all : list));
  const gone = [...(was ?? [])].filter((each) => is?.has(each) === false);
  const added = [...(is ?? [])].filter((each) => was?.has(each) === false);
  const told = (list: readonly string[]) => (list.length === 0 ? 'any' : list.join(', '));
  const values = { element, before: told(before), after: told(after) };
  if (gone.length > 0) changes.add('reference-kind-narrowed', values);
  if (added.length > 0) changes.add('reference-kind-widened', values);
  const [oldVersioning, newVersioning] = [old.versioning ?? 'either', now.versioning ?? 'either'];
  if (oldVersioning === newVersioning) return;
  const versioning = { element, before: `version: ${oldVersioning}`, after: `version: ${newVersioning}` };
  if (newVersioning !== 'either') changes.add('reference-kind-narrowed', versioning);
  if (oldVersioning !== 'either') changes.add('reference-kind-widened', versioning);
}

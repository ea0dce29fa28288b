import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { correctedExpression } from './corrections.ts';
import { CannotTell, countMembers, fitsSibling, isPresent } from './direct-members.ts';
import type { InvariantEnvironment, InvariantNode } from './environment.ts';
import { isPrimitive, modelPath } from './model.ts';
import {
  hasDistinctCodes,
  hasDistinctLinkIds,
  hasKnownGroups,
  hasKnownVersions,
  hasOtherComponents,
  hasPathsOfDifferential,
  hasPathsOfSnapshot,
} from './native-lists.ts';

/** Throws {@link CannotTell} on data of an unexpected form, which the general evaluation then judges. */
export type NativeInvariant = (node: InvariantNode, environment: InvariantEnvironment) => boolean;

const cannotTell = new CannotTell();

/** ele-1: every element has a value or children other than its id. */
function hasValueOrChildren({ value, primitiveElement, type }: InvariantNode): boolean {
  if (isPrimitive(modelPath(type))) {
    if (typeof value === 'object' && value !== null) throw cannotTell;
    if (value !== undefined && value !== null && value !== '') return true;
    return primitiveElement !== undefined && hasChildren(primitiveElement);
  }
  if (!isJsonObject(value)) throw cannotTell;
  return hasChildren(value);
}

function hasChildren(element: JsonObject): boolean {
  for (const key of Object.keys(element)) {
    if (key === 'id' || key === 'resourceType') continue;
    if (key.startsWith('_')) {
      const name = key.slice(1);
      if (name === 'id' || name === 'resourceType' || !fitsSibling(element[name], element[key])) throw cannotTell;
    }
    if (isPresent(element[key])) return true;
  }
  return false;
}

/** ref-1: a reference to a contained resource leads to one. */
function leadsToContained({ value }: InvariantNode, { rootResource }: InvariantEnvironment): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const { reference, _reference: sibling } = value;
  if (reference === undefined && sibling === undefined) return true;
  if (typeof reference !== 'string') throw cannotTell;
  if (!reference.startsWith('#') || reference === '#') return true;
  const { contained } = rootResource;
  if (contained === undefined) return false;
  if (!Array.isArray(contained)) throw cannotTell;
  return contained.some((resource) => isJsonObject(resource) && resource.id === reference.slice(1));
}

/** dom-6, as it is meant: the outermost resource has a narrative. */
function hasNarrative({ value }: InvariantNode, { rootResource }: InvariantEnvironment): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  if (value !== rootResource) return true;
  const { text, _text: sibling } = value;
  if (sibling !== undefined) throw cannotTell;
  if (text === undefined) return false;
  return countMembers(text, 'div', { kind: 'property', path: 'string' }) > 0;
}

/** bdl-7: no two entries have the same fullUrl and version. */
function hasDistinctEntries({ value }: InvariantNode): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const { type, _type: sibling, entry } = value;
  if (typeof type !== 'string' || sibling !== undefined) throw cannotTell;
  if (type === 'history' || entry === undefined) return true;
  if (!Array.isArray(entry)) throw cannotTell;
  const identities = new Set<string>();
  let count = 0;
  for (const item of entry) {
    const identity = identityOf(item);
    if (identity === undefined) continue;
    identities.add(identity);
    count++;
  }
  return identities.size === count;
}

function identityOf(entry: unknown): string | undefined {
  if (!isJsonObject(entry) || entry._fullUrl !== undefined) throw cannotTell;
  const { fullUrl, resource } = entry;
  if (fullUrl === undefined) return undefined;
  if (typeof fullUrl !== 'string' || (resource !== undefined && !isJsonObject(resource))) throw cannotTell;
  const meta = resource?.meta;
  if (meta === undefined) return fullUrl;
  if (!isJsonObject(meta) || meta._versionId !== undefined) throw cannotTell;
  const { versionId = '' } = meta;
  if (typeof versionId !== 'string') throw cannotTell;
  return fullUrl + versionId;
}

const dateTime = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** vs-1 and its like: a dateTime is written to the month, which takes so many characters, or to the day. */
function hasLength(least: number): NativeInvariant {
  return ({ value, type }) => {
    if (type !== 'dateTime' || typeof value !== 'string' || !dateTime.test(value)) throw cannotTell;
    return value.length >= least;
  };
}

/** Functions for the invariants that are met most and are beyond what direct evaluation compiles, by their expression. */
export const nativeInvariants: ReadonlyMap<string, NativeInvariant> = new Map([
  ['hasValue() or (children().count() > id.count())', hasValueOrChildren],
  [
    correctedExpression(
      'ref-1',
      "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))",
    ),
    leadsToContained,
  ],
  [correctedExpression('dom-6', 'text.`div`.exists()'), hasNarrative],
  [
    "(type = 'history') or entry.where(fullUrl.exists()).select(fullUrl&resource.meta.versionId).isDistinct()",
    hasDistinctEntries,
  ],
  ['descendants().linkId.isDistinct()', hasDistinctLinkIds],
  ['concept.code.combine($this.descendants().concept.code).isDistinct()', hasDistinctCodes],
  [
    'value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()',
    hasOtherComponents,
  ],
  [
    "(%resource.kind = 'logical' or element.first().path = %resource.type) and element.tail().all(path.startsWith(%resource.snapshot.element.first().path&'.'))",
    hasPathsOfSnapshot,
  ],
  [
    "(%resource.kind = 'logical' or element.first().path.startsWith(%resource.type)) and (element.tail().empty() or element.tail().all(path.startsWith(%resource.differential.element.first().path.replaceMatches('\\\\..*','')&'.')))",
    hasPathsOfDifferential,
  ],
  ['resource.groupingId.all(%context.grouping.id contains $this)', hasKnownGroups],
  ['definition.resource.fhirVersion.all(%context.fhirVersion contains $this)', hasKnownVersions],
  ['($this as dateTime).toString().length() >= 8', hasLength(8)],
  ['$this is dateTime implies $this.toString().length() >= 10', hasLength(10)],
]);

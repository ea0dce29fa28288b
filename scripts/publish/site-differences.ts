import { parseCanonical } from '../model/canonical.ts';
import { type FhirResource, isJsonObject, type JsonObject } from '../model/fhir.ts';

/**
 * What the IG Publisher changes by design in a package that it makes of the same resources, and what it must not
 * change: `version`, another version of what is referred to, and `content`, anything else.
 */
export const designs = {
  narrative: 'the narrative',
  metadata: 'date, publisher, contact and jurisdiction, filled in from the guide',
  'written-version': 'the version of a reference, written out where it is the one that answers',
  guide: 'parameters, pages and information on resources in the ImplementationGuide',
  dependency: 'the packages that every guide has',
  'corrected-constraint': 'a constraint of FHIR’s own definitions, corrected',
  'entry-summary': 'isSummary of an element with a profile, from the profile’s root',
  order: 'elements of a differential, sorted and with their root',
  'white-space': 'white space',
} as const;

type Kind = keyof typeof designs | 'version' | 'content';

/** One place where the two packages differ. */
export interface SiteDifference {
  readonly kind: Kind;
  /** Such as `snapshot.element[Observation.method].binding.valueSet`. */
  readonly place: string;
  readonly site: unknown;
  readonly built: unknown;
}

/** Whether two references mean one definition in one version. */
type IsSame = (one: string, other: string) => boolean;

interface Place {
  /** Without the keys of items. */
  readonly names: readonly string[];
  readonly shown: string;
  /** The built objects around it, the innermost last. */
  readonly around: readonly JsonObject[];
}

/**
 * Holds a resource of the package that the Publisher has made against the one that the build has made: every value,
 * elements of a profile by their ids.
 */
export function siteDifferences(site: FhirResource, built: FhirResource, isSame: IsSame): readonly SiteDifference[] {
  const found: SiteDifference[] = [];
  compare(
    site,
    built,
    { names: [built.resourceType], shown: '', around: [] },
    (difference) => found.push(difference),
    isSame,
  );
  return found;
}

/** How many URLs a resource names, each of which is held against the other package's. */
export function countUrls(value: unknown): number {
  if (typeof value === 'string') return isUrl(value) ? 1 : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, item]) => sum + (name === 'text' ? 0 : countUrls(item)), 0);
}

type Tell = (difference: SiteDifference) => void;

function compare(site: unknown, built: unknown, place: Place, tell: Tell, isSame: IsSame): void {
  if (Array.isArray(site) && Array.isArray(built)) {
    compareLists(site, built, place, tell, isSame);
    return;
  }
  if (isJsonObject(site) && isJsonObject(built)) {
    const inside = { ...place, around: [...place.around, built] };
    if (built.resourceType === 'ImplementationGuide' && built.dependsOn === undefined) {
      compare(site, { ...built, dependsOn: [] }, place, tell, isSame); // the Publisher adds some to a guide that has none
      return;
    }
    for (const name of new Set([...Object.keys(built), ...Object.keys(site)]))
      compare(site[name], built[name], member(inside, name), tell, isSame);
    return;
  }
  if (site === built) return;
  tell({ kind: kindOf(site, built, place, isSame), place: place.shown, site, built });
}

function compareLists(site: unknown[], built: unknown[], place: Place, tell: Tell, isSame: IsSame): void {
  const [theirs, ours] = [keyed(site, place), keyed(built, place)];
  for (const key of new Set([...ours.keys(), ...theirs.keys()]))
    compare(theirs.get(key), ours.get(key), { ...place, shown: `${place.shown}[${key}]` }, tell, isSame);
  const common = [...ours.keys()].filter((key) => theirs.has(key));
  const order = [...theirs.keys()].filter((key) => ours.has(key));
  if (common.every((key, index) => key === order[index])) return;
  tell({ kind: isDifferential(place) ? 'order' : orderKind(place), place: place.shown, site: order, built: common });
}

function orderKind({ names }: Place): Kind {
  return names[0] === 'ImplementationGuide' ? 'guide' : 'content';
}

/** Items by what identifies them, so that one more does not make all behind it differ. */
function keyed(items: readonly unknown[], place: Place): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown>();
  items.forEach((item, index) => {
    const key = keyOf(item, place) ?? String(index);
    all.set(all.has(key) ? `${key} ${index}` : key, item);
  });
  return all;
}

function keyOf(item: unknown, { names }: Place): string | undefined {
  if (!isJsonObject(item)) return undefined;
  const name = names.at(-1);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  if (name === 'element') return text(item.id);
  if (name === 'constraint') return text(item.key);
  if (names[0] !== 'ImplementationGuide') return undefined;
  if (name === 'dependsOn')
    return typeof item.packageId === 'string' ? `${plainId(item.packageId)}#${item.version}` : undefined;
  if (name === 'resource' && isJsonObject(item.reference)) return text(item.reference.reference);
  return undefined;
}

function member(place: Place, name: string): Place {
  return { ...place, names: [...place.names, name], shown: place.shown === '' ? name : `${place.shown}.${name}` };
}

/** The Publisher takes the alias away from `alias@npm:id`, which SUSHI writes. */
export function plainId(packageId: string): string {
  return packageId.replace(/^.*@npm:/, '');
}

/** What the Publisher fills in from the guide, in every definition (`apply-contact` and its like). */
const filledIn: ReadonlySet<string> = new Set(['date', 'publisher', 'contact', 'jurisdiction', 'copyright', 'license']);

/** What it records in the ImplementationGuide. */
const recorded: ReadonlySet<string> = new Set(['extension', 'parameter', 'page', 'grouping']);

function kindOf(site: unknown, built: unknown, place: Place, isSame: IsSame): Kind {
  const { names, around } = place;
  const [type, first, second, third] = names;
  const last = names.at(-1) ?? '';
  if (first === 'text') return 'narrative';
  if (typeof site === 'string' && typeof built === 'string') {
    const kind = textKind(site, built, last, isSame);
    if (kind !== undefined) return kind;
  }
  if (first !== undefined && filledIn.has(first)) return 'metadata';
  const inner = around.at(-1);
  if (last === 'version') return isWritten(site, built, inner, isSame) ? 'written-version' : 'version';
  if (type === 'ImplementationGuide') {
    if (first === 'dependsOn' && names.length === 2) return dependencyKind(site, built);
    if (first === 'dependsOn' && second === 'extension') return 'guide';
    if (first === 'definition' && (recorded.has(second ?? '') || third === 'extension')) return 'guide';
  }
  if (names.includes('constraint') && inner !== undefined && isOfFhir(inner)) return 'corrected-constraint';
  if (last === 'isSummary' && hasProfile(inner)) return 'entry-summary';
  if (isDifferential(place) && last === 'element' && isBare(site)) return 'order';
  return 'content';
}

/** Of two texts that differ. */
function textKind(site: string, built: string, name: string, isSame: IsSame): Kind | undefined {
  if (site.replace(/\s+/g, ' ').trim() === built.replace(/\s+/g, ' ').trim()) return 'white-space';
  if (name === 'packageId' && plainId(built) === site) return 'guide';
  if (name === 'version' || !isUrl(site) || parseCanonical(site).url !== parseCanonical(built).url) return undefined;
  // A fixed value is compared with data letter by letter: for it no version is as good as another.
  if (/^(fixed|pattern)/.test(name)) return 'version';
  const isOpen = parseCanonical(site).version === undefined || parseCanonical(built).version === undefined;
  return isOpen && isSame(site, built) ? 'written-version' : 'version';
}

/** The version of a code system in a value set has an element of its own. */
function isWritten(site: unknown, built: unknown, inner: JsonObject | undefined, isSame: IsSame): boolean {
  const { system } = inner ?? {};
  if (typeof system !== 'string' || typeof site !== 'string' || built !== undefined) return false;
  return isSame(`${system}|${site}`, system);
}

/** A dependency that only one of the two has. */
function dependencyKind(site: unknown, built: unknown): Kind {
  const { packageId } = (isJsonObject(site) ? site : {}) as JsonObject;
  return built === undefined && typeof packageId === 'string' && isEverywhere(packageId) ? 'dependency' : 'version';
}

/** Packages that the Publisher adds to every guide. */
export function isEverywhere(id: string): boolean {
  return /^hl7\.(terminology|fhir\.uv\.extensions|fhir\.uv\.tools)(\.r\d+b?)?$/.test(id);
}

function isOfFhir({ source }: JsonObject): boolean {
  return typeof source === 'string' && source.startsWith('http://hl7.org/fhir/StructureDefinition/');
}

function hasProfile(element: JsonObject | undefined): boolean {
  return Array.isArray(element?.type) && element.type.some((type) => isJsonObject(type) && type.profile !== undefined);
}

function isDifferential({ names }: Place): boolean {
  return names[1] === 'differential';
}

/** An element that says nothing: the root that every differential may begin with. */
function isBare(element: unknown): boolean {
  return isJsonObject(element) && Object.keys(element).every((name) => name === 'id' || name === 'path');
}

function isUrl(text: string): boolean {
  return /^(?:https?:\/\/|urn:)\S+$/.test(text);
}

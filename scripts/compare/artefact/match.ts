import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import { textIn, urlOf } from './artefact.ts';

export interface Matched {
  readonly pairs: readonly (readonly [old: FhirResource, now: FhirResource])[];
  readonly gone: readonly FhirResource[];
  readonly added: readonly FhirResource[];
}

/** From here on two artefacts are taken for one under two names. */
const ALIKE = 0.55;
/** Of each word: a package where hundreds share one is not looked through for every artefact. */
const MOST_CANDIDATES = 50;

/**
 * Finds which artefact of the newer version is which of the older one: by canonical, then by type, name and content.
 * An artefact whose nearest kin is nearer to another one is not taken for renamed.
 */
export function matchArtefacts(old: readonly FhirResource[], now: readonly FhirResource[]): Matched {
  const keyOf = (resource: FhirResource) => `${resource.resourceType} ${urlOf(resource) ?? resource.id ?? ''}`;
  const byKey = new Map(now.map((each) => [keyOf(each), each]));
  const pairs: (readonly [FhirResource, FhirResource])[] = [];
  const gone: FhirResource[] = [];
  // Some packages have one artefact in two files.
  for (const [key, each] of new Map(old.map((each) => [keyOf(each), each]))) {
    const same = byKey.get(key);
    if (same === undefined) gone.push(each);
    else {
      byKey.delete(key);
      pairs.push([each, same]);
    }
  }
  const added = [...byKey.values()];
  const renamed = renamedAmong(gone, added, [old, now]);
  const isTaken = new Set(renamed.flat());
  return {
    pairs: [...pairs, ...renamed],
    gone: gone.filter((each) => !isTaken.has(each)),
    added: added.filter((each) => !isTaken.has(each)),
  };
}

function renamedAmong(
  gone: readonly FhirResource[],
  added: readonly FhirResource[],
  all: readonly [readonly FhirResource[], readonly FhirResource[]],
): (readonly [FhirResource, FhirResource])[] {
  if (gone.length === 0 || added.length === 0) return [];
  const [oldNames, newNames] = [new Names(all[0]), new Names(all[1])];
  const candidates = added.map((resource) => ({
    resource,
    names: newNames.of(resource),
    content: contentOf(resource),
  }));
  const byWord = new Map<string, typeof candidates>();
  for (const each of candidates)
    for (const word of each.names) {
      const key = `${kindOf(each.resource)} ${word}`;
      const known = byWord.get(key);
      if (known === undefined) byWord.set(key, [each]);
      else known.push(each);
    }
  const scores: { readonly a: FhirResource; readonly b: FhirResource; readonly score: number }[] = [];
  for (const a of gone) {
    const [names, content] = [oldNames.of(a), contentOf(a)];
    const near = new Set(
      [...names].flatMap((word) => byWord.get(`${kindOf(a)} ${word}`)?.slice(0, MOST_CANDIDATES) ?? []),
    );
    for (const b of near) {
      const score = likeness(names, b.names) * 0.7 + likeness(content, b.content) * 0.3;
      if (score >= ALIKE) scores.push({ a, b: b.resource, score });
    }
  }
  const taken = new Set<FhirResource>();
  const pairs: (readonly [FhirResource, FhirResource])[] = [];
  for (const { a, b } of scores.toSorted((x, y) => y.score - x.score)) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    pairs.push([a, b]);
  }
  return pairs;
}

/** What cannot change without making it another thing. */
function kindOf(resource: FhirResource): string {
  return [resource.resourceType, ...['type', 'kind', 'derivation'].map((name) => textIn(resource, name) ?? '')].join(
    ' ',
  );
}

/** The words that name artefacts, those left out that nearly all of a package have. */
class Names {
  readonly #common: ReadonlySet<string>;

  constructor(all: readonly FhirResource[]) {
    const counts = new Map<string, number>();
    for (const each of all) for (const word of wordsOf(each)) counts.set(word, (counts.get(word) ?? 0) + 1);
    this.#common = new Set(
      [...counts].filter(([, count]) => all.length > 4 && count > all.length * 0.5).map(([word]) => word),
    );
  }

  of(resource: FhirResource): ReadonlySet<string> {
    const words = [...wordsOf(resource)].filter((word) => !this.#common.has(word) && !kinds.has(word));
    return new Set(words);
  }
}

/** Words are told apart by their beginnings: authors abbreviate and misspell their ends. */
const STEM = 5;

/** Endings by which guides tell of what kind an artefact is. */
const kinds: ReadonlySet<string> = new Set(
  ['profile', 'extension', 'ext', 'vs', 'cs', 'valueset', 'codesystem', 'set', 'value', 'code', 'system'].map((word) =>
    word.slice(0, STEM),
  ),
);

function wordsOf(resource: FhirResource): ReadonlySet<string> {
  const { url = '' } = resource;
  const texts = [resource.id, textIn(resource, 'name'), String(url).slice(String(url).lastIndexOf('/') + 1)];
  const words = texts.flatMap((text) =>
    (text ?? '')
      .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
      .toLowerCase()
      .split(/[^a-z0-9]+/),
  );
  return new Set(words.filter((word) => word !== '').map((word) => word.slice(0, STEM)));
}

/** What an artefact says, in small pieces. */
function contentOf(resource: FhirResource): ReadonlySet<string> {
  const { differential, compose, concept } = resource;
  if (isJsonObject(differential) && Array.isArray(differential.element))
    return new Set(differential.element.map((each) => (isJsonObject(each) ? String(each.id ?? each.path) : '')));
  const parts = [compose, concept].flatMap(
    (part) => JSON.stringify(part)?.match(/"(?:code|system|valueSet)":\[?"[^"]*"/g) ?? [],
  );
  return new Set(parts);
}

/** Of two sets: how much of both is in both. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (large.size === 0) return 1;
  let common = 0;
  for (const each of small) if (large.has(each)) common++;
  return common / (a.size + b.size - common);
}

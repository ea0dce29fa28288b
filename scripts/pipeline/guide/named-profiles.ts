import type { FhirResource } from '../../model/fhir.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { nearestTo } from '../../model/nearest.ts';
import type { InstalledPackage, PackageEntry } from '../../model/package.ts';

type Named = Pick<PackageEntry, 'id' | 'name' | 'url'>;
/** What is loaded: the guide's own definitions, and packages. */
interface Known {
  readonly definitions?: readonly FhirResource[];
  readonly packages: readonly InstalledPackage[];
}

const MOST_SHOWN = 5;

/**
 * Profiles as somebody names them at a command line: canonicals as they are, and ids or names of profiles, with or without
 * `|version`. Those of the guide go before those of packages, and ids before names, which are not unique.
 * @throws EnvironmentError for a name that no loaded profile has, or several have
 */
export function profilesNamed(asked: readonly string[], { definitions = [], packages }: Known): readonly string[] {
  if (asked.every(isCanonical)) return asked; // nothing is looked through for it
  const own = definitions.filter(({ resourceType }) => resourceType === 'StructureDefinition') as Named[];
  const loaded = packages.flatMap(({ entries }) =>
    entries.filter(({ resourceType }) => resourceType === 'StructureDefinition'),
  );
  return asked.map((each) => {
    if (isCanonical(each)) return each;
    const [name = '', ...version] = each.split('|');
    const urls = urlsOf(name, own) ?? urlsOf(name, loaded);
    if (urls === undefined) throw new EnvironmentError(nothingNamed(name, [...own, ...loaded]));
    const [url = '', ...others] = urls;
    if (others.length > 0) throw new EnvironmentError(severalNamed(name, urls));
    return [url, ...version].join('|');
  });
}

function isCanonical(text: string): boolean {
  return /[:/#]/.test(text);
}

/** Canonicals of the profiles with that id, or else with that name; undefined where there is none. */
function urlsOf(name: string, among: readonly Named[]): readonly string[] | undefined {
  for (const key of ['id', 'name'] as const) {
    const urls = new Set(among.filter((each) => each[key] === name).flatMap(({ url }) => url ?? []));
    if (urls.size > 0) return [...urls];
  }
  return undefined;
}

function nothingNamed(name: string, all: readonly Named[]): string {
  const nearest = nearestTo(
    name,
    all.flatMap(({ id, name: called }) => [id, called].filter((each) => each !== undefined)),
  );
  const hint = nearest === undefined ? 'Name it by its URL, its id or its name.' : `Did you mean ${nearest}?`;
  return `No loaded profile has the id or the name "${name}". ${hint}`;
}

function severalNamed(name: string, urls: readonly string[]): string {
  const shown = urls.slice(0, MOST_SHOWN).join(', ');
  const more = urls.length > MOST_SHOWN ? ` and ${urls.length - MOST_SHOWN} more` : '';
  return `"${name}" may be several profiles: ${shown}${more}. Name one by its URL.`;
}

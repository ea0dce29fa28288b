import type { Guide } from '../guide/guide.ts';
import type { Declared } from '../guide/names.ts';
import type { EntityKind } from '../outline/words.ts';

/** What a name means: something that FSH declares, or what has a URL in a package. */
export type Identity = { readonly declared: Declared } | { readonly url: string };

interface Naming {
  readonly name: string;
  readonly kinds: readonly EntityKind[];
  readonly types: readonly string[];
}

/** What a name stands for, without reading it; an alias stands for itself. */
export function identityOf({ name, kinds, types }: Naming, guide: Guide): Identity | undefined {
  const alias = guide.names.find(name, ['Alias']);
  if (alias !== undefined) return { declared: alias };
  const declared = guide.names.find(name, kinds);
  if (declared !== undefined) return { declared };
  if (name.includes(':')) return ofUrl(name, guide);
  const entry = guide.named.get(name)?.find((each) => types.includes(each.entry.resourceType));
  return entry?.entry.url === undefined ? undefined : { url: entry.entry.url };
}

function ofUrl(url: string, guide: Guide): Identity {
  const own = guide.compiledResources().find((each) => each.url === url)?.origin;
  const declared = own && guide.names.named(own.name).find(({ entity }) => entity.kind === own.kind);
  return declared === undefined ? { url } : { declared };
}

export function isSame(a: Identity | undefined, b: Identity | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if ('url' in a || 'url' in b) return 'url' in a && 'url' in b && a.url === b.url;
  const [one, other] = [a.declared.entity, b.declared.entity];
  return one.kind === other.kind && one.name === other.name;
}

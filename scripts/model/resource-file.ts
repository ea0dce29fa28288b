/** Letters and digits, a hyphen, then what ids are made of; also `_`, which is no part of an id and does no harm. */
const NAME = /^[A-Za-z][A-Za-z0-9_]*-[A-Za-z0-9._-]+\.json$/;

/** What file systems give a name, in bytes. */
const MOST = 255;

/**
 * The name of a resource's file, `<type>-<id>.json`, as SUSHI, the IG Publisher and FHIR packages have it. The only
 * place where a file gets its name from a resource: it is one name, and leads nowhere else.
 * @returns undefined where type and id, which come from outside, do not make such a name
 */
export function resourceFileName({
  resourceType,
  id,
}: {
  readonly resourceType?: unknown;
  readonly id?: unknown;
}): string | undefined {
  if (typeof resourceType !== 'string' || typeof id !== 'string') return undefined;
  const name = `${resourceType}-${id}.json`;
  return name.length <= MOST && NAME.test(name) ? name : undefined;
}

/**
 * What may be the name or the version of a package. Names come from configurations, lockfiles, command lines, archives
 * and servers, and paths and addresses are made from them: each door holds them against these, and nothing behind it
 * asks again. A name has no part that leads elsewhere, whatever it is put behind.
 */

/** `hl7.fhir.r4.core`; `@scope/name`, as npm registries of one's own have them. */
const ID = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z][A-Za-z0-9._-]*$/;
const VERSION = /^[0-9A-Za-z][0-9A-Za-z._+-]*$/;
/** Also `4.0.x`, `latest`, `current$branch`, and npm's ranges, which no source answers. */
const WANTED = /^[0-9A-Za-z*^~<>=][0-9A-Za-z._+*$^~<>=| -]*$/;
const ALIAS = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Together with what is put behind them they stay below the 255 bytes that a file system gives a name. */
const MOST_OF_ID = 128;
const MOST_OF_VERSION = 80;

export function isPackageId(text: string): boolean {
  return text.length <= MOST_OF_ID && ID.test(text);
}

/** One version, in the form that a package may have. */
export function isPackageVersion(text: string): boolean {
  return text.length <= MOST_OF_VERSION && VERSION.test(text);
}

/** A version as a dependency asks for it. */
export function isWantedVersion(text: string): boolean {
  return text.length <= MOST_OF_VERSION && WANTED.test(text);
}

/** `alias@npm:id`, for a second version of one package, or the id alone; undefined where that is no package's name. */
export function parseDependencyName(text: string): { readonly id: string; readonly alias?: string } | undefined {
  const marker = text.indexOf('@npm:');
  const [alias, id] = marker === -1 ? [undefined, text] : [text.slice(0, marker), text.slice(marker + '@npm:'.length)];
  if (!isPackageId(id)) return undefined;
  if (alias === undefined) return { id };
  return alias.length <= MOST_OF_ID && ALIAS.test(alias) ? { id, alias } : undefined;
}

/** A name from outside, for a sentence: as it is, cut where it is long. */
export function shownName(text: string): string {
  return JSON.stringify(text.length > MOST_OF_ID ? `${text.slice(0, MOST_OF_ID)}…` : text);
}

import { type InstalledPackage, packageKey } from '../../model/package.ts';

/**
 * What to do about a name that a file defines which could not be read, as its file name says: nothing else is meant by
 * the name, however near another comes to it.
 * @param name or id or URL of what was not found
 */
export function leftOutHint(
  name: string,
  packages: readonly Pick<InstalledPackage, 'id' | 'version' | 'leftOut'>[],
): string | undefined {
  const wanted = plain(name.slice(name.lastIndexOf('/') + 1));
  if (wanted === '') return undefined;
  for (const { leftOut = [], ...owner } of packages) {
    const file = leftOut.find((each) => plain(each.replace(/^[A-Za-z]+-/, '').replace(/\.json$/, '')) === wanted);
    if (file !== undefined)
      return `${file} of ${packageKey(owner)} may define it, and cannot be read: get the package again, or another version of it.`;
  }
  return undefined;
}

/** `FrPractitioner` and `fr-practitioner` are the name and the id of one definition. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

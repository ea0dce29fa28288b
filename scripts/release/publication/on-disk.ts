import type { Issue } from '../../model/issue.ts';
import { found } from '../found.ts';
import { readJsonText, textOf } from '../json-text.ts';
import type { SiteFiles } from '../site.ts';
import { folderOf, versionList } from './package-list.ts';

/** What a web site has on the disk. */
export interface SiteFolders extends SiteFiles {
  /** The names of the folders in a folder of the site. */
  readonly folders: (path: string) => readonly string[];
}

/**
 * Whether a list of versions says what is there: each version that it names, no other one, and one that is current.
 * @param folder of the guide inside of the site; empty where that is the whole site
 */
export function checkOnDisk(folder: string, site: SiteFolders): Issue[] {
  const place = (name: string) => (folder === '' ? name : `${folder}/${name}`);
  const file = place('package-list.json');
  const text = site.read(file);
  const list = text === undefined ? undefined : readJsonText(text, file);
  if (list !== undefined && 'fault' in list) return []; // told by who reads it first
  const { canonical, versions } = versionList(list?.value ?? {});
  const issues: Issue[] = [];
  const tell = (message: string) => issues.push(found('release-site', message, { file, line: 1 }));
  const named = new Set<string>();
  const seen = new Set<string>();
  for (const each of versions) {
    if (seen.has(each.version)) tell(`The list of versions has ${each.version} twice. Remove one of the entries.`);
    seen.add(each.version);
    const own = folderOf(each, canonical);
    if (own === undefined) continue; // published elsewhere
    named.add(own);
    const version = site.has(place(own)) ? builtVersion(site, place(own)) : 'none';
    if (version === 'none')
      tell(
        `The list of versions names ${each.version}, and there is no folder ${place(own)}. Bring the folder back, or remove the entry.`,
      );
    else if (version !== undefined && version !== each.version)
      tell(
        `The list of versions names ${each.version} at ${place(own)}, and that folder has version ${version}. Correct the one that is wrong.`,
      );
  }
  for (const name of site.folders(folder))
    if (!named.has(name) && site.has(place(`${name}/package.tgz`)) && !site.has(place(`${name}/package-list.json`)))
      tell(
        `The folder ${place(name)} has a package, and the list of versions does not name it: it was published by half. Add its entry, or remove the folder.`,
      );
  const current = versions.filter((each) => each.current);
  if (current.length > 1)
    tell(
      `The list of versions calls ${current.map(({ version }) => version).join(' and ')} current. Leave "current" with one of them.`,
    );
  const root = builtVersion(site, folder);
  if (current[0] !== undefined && root !== undefined && root !== current[0].version)
    tell(
      `The list of versions calls ${current[0].version} current, and the pages at the canonical are of ${root}. Correct the one that is wrong.`,
    );
  return issues;
}

/** The version that the IG Publisher has built into a folder; undefined where it does not tell. */
function builtVersion(site: SiteFiles, folder: string): string | undefined {
  const file = folder === '' ? 'qa.json' : `${folder}/qa.json`;
  const text = site.read(file);
  const qa = text === undefined ? undefined : readJsonText(text, file);
  return qa === undefined || 'fault' in qa ? undefined : textOf(qa.value, 'ig-ver');
}

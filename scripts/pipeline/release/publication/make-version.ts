import { existsSync, lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readText } from '../../../files/read-file.ts';
import { LONGEST_TEXT } from '../../../files/size.ts';
import { EnvironmentError } from '../../../model/issue.ts';
import { billOfMaterials } from '../../../release/publication/bill-of-materials.ts';
import { formatSums, SUMS } from '../../../release/publication/checksums.ts';
import { releaseNotes } from '../../../release/publication/notes.ts';
import type { PublishedVersion, VersionList } from '../../../release/publication/package-list.ts';
import { type SiteLanguage, statement, withStatement } from '../../../release/publication/publish-box.ts';
import { redirectPages } from '../../../release/publication/redirects.ts';
import type { Stage } from '../../../release/stages.ts';
import { type BuiltSite, downloads, SITE } from './built-site.ts';
import { putCopy, putFile } from './copy-web.ts';
import { markOf, pathsIn } from './manifest.ts';
import { materialsOf } from './materials.ts';

/** In the folder of a version: what belongs to the release and not to the pages of the guide. */
export const RELEASE = 'release';

/** How a version differs from an earlier one, in the forms in which it is published. */
export interface WrittenComparison {
  readonly since: string;
  readonly html: string;
  readonly json: string;
  readonly markdown: string;
}

export interface VersionContent {
  readonly project: string;
  readonly built: BuiltSite;
  readonly stage: Stage;
  readonly list: VersionList;
  readonly version: PublishedVersion;
  readonly fhirVersion: string;
  readonly descmd?: string | undefined;
  readonly comparison?: WrittenComparison | undefined;
  /** As `2026-11-30T12:00:00Z`. */
  readonly made: string;
}

/**
 * Writes the folder of a version: the built pages, each with what is said of it, the addresses of its artefacts, what
 * belongs to the release, and the digest of each of these files.
 */
export function makeVersion(folder: string, content: VersionContent): void {
  const { project, built, list, version, comparison } = content;
  makePages(folder, content, false);
  const digests = new Map(downloads.map((name) => [name, markOf(join(project, SITE, name)).sha256] as const));
  if (comparison !== undefined) {
    putFile(join(folder, RELEASE, 'comparison.html'), comparison.html);
    putFile(join(folder, RELEASE, 'comparison.json'), comparison.json);
  }
  const sha256 = digests.get('package.tgz') ?? '';
  const released = { id: list.id, version: version.version, title: list.title, sha256, made: content.made };
  const bill = billOfMaterials(released, materialsOf(project));
  putFile(join(folder, RELEASE, 'bill-of-materials.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
  const notes = releaseNotes({
    list,
    version,
    descmd: content.descmd,
    banner: content.stage.banner,
    fhirVersion: content.fhirVersion,
    digests,
    ...(comparison === undefined ? {} : { changes: comparison }),
  });
  putFile(join(folder, RELEASE, 'notes.md'), notes);
  const sums = new Map([...pathsIn(folder)].map((path) => [path, markOf(join(folder, path)).sha256] as const));
  putFile(join(folder, SUMS), formatSums(sums));
  if (built.paths.includes(SUMS))
    throw new EnvironmentError(`The site has a file ${SUMS}, which is that of the checksums. Name it otherwise.`);
}

/**
 * Writes the pages of a built site.
 * @param isRoot whether they are those at the canonical itself
 * @returns the paths of the files
 */
export function makePages(
  folder: string,
  { project, built, stage, list, version }: VersionContent,
  isRoot: boolean,
): readonly string[] {
  const site = join(project, SITE);
  const language = languageOf(join(site, 'index.html'));
  const text = statement(list, version, stage.banner, language, isRoot);
  for (const path of built.paths) {
    const from = join(site, path);
    if (path === RELEASE || path.startsWith(`${RELEASE}/`))
      throw new EnvironmentError(
        `The site has ${path}: the folder ${RELEASE}/ is for what belongs to the release. Name the page otherwise.`,
      );
    if (!lstatSync(from).isFile())
      throw new EnvironmentError(`${from} is no file. Build the site anew with ig publish.`);
    const page =
      path.endsWith('.html') && !/^qa\b/.test(basename(path))
        ? withStatement(readText(from, LONGEST_TEXT), text)
        : undefined;
    if (page === undefined) putCopy(from, join(folder, path));
    else putFile(join(folder, path), page);
  }
  const redirects = redirectPages(built.resources, list.canonical, (name) => existsSync(join(site, name)));
  for (const [path, page] of redirects) putFile(join(folder, path), page);
  return [...built.paths, ...redirects.keys()];
}

/** The language that the pages are in. */
export function languageOf(page: string): SiteLanguage {
  return /<html\b[^>]*\blang="fr/i.test(readText(page, LONGEST_TEXT).slice(0, 4096)) ? 'fr' : 'en';
}

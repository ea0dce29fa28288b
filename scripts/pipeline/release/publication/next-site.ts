import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../model/fhir.ts';
import { EnvironmentError, type Issue } from '../../../model/issue.ts';
import { found } from '../../../release/found.ts';
import type { GuideFacts } from '../../../release/guide-facts.ts';
import { textOf } from '../../../release/json-text.ts';
import { parseSums, SUMS } from '../../../release/publication/checksums.ts';
import {
  becomesCurrent,
  folderOf,
  type VersionList,
  versionList,
  withVersion,
} from '../../../release/publication/package-list.ts';
import type { SiteLayout } from '../../../release/site.ts';
import type { Stage } from '../../../release/stages.ts';
import { filesBelow } from '../project-files.ts';
import { type BuiltSite, SITE } from './built-site.ts';
import { copyWeb } from './copy-web.ts';
import { makeLists } from './make-lists.ts';
import { makeRoot } from './make-root.ts';
import { languageOf, makeVersion, type VersionContent, type WrittenComparison } from './make-version.ts';
import { differenceOf, type Manifest, manifestOf } from './manifest.ts';
import type { Step } from './places.ts';
import type { SideFolder } from './side-folder.ts';

/** All that a publication is made of. */
export interface SiteRelease {
  readonly project: string;
  readonly guide: GuideFacts;
  readonly stage: Stage;
  readonly request: JsonObject;
  readonly layout: SiteLayout;
  readonly built: BuiltSite;
  readonly before: JsonObject | undefined;
  readonly comparison: WrittenComparison | undefined;
}

/** What a publication changes in a web site; paths are relative to it. */
export interface PublicationPlan {
  readonly added: readonly string[];
  /** Pages at the canonical, which are those of the current version. */
  readonly current: { readonly changed: readonly string[]; readonly removed: readonly string[] };
  /** What tells of all versions. */
  readonly lists: readonly string[];
  /** How many earlier files are as they were, byte for byte, and how long they are together. */
  readonly unchanged: { readonly files: number; readonly bytes: number };
}

/** What is published stays as it was: each version's own checksums say how that is. */
export function checkSums(before: Manifest, { layout }: SiteRelease, web: string): Issue[] {
  const files = filesBelow(web);
  const place = (name: string) => (layout.folder === '' ? name : `${layout.folder}/${name}`);
  return files.folders(layout.folder).flatMap((version) => {
    const file = place(`${version}/${SUMS}`);
    const text = files.read(file);
    if (text === undefined) return [];
    const other = [...parseSums(text)].filter(
      ([path, sha256]) => before.get(place(`${version}/${path}`))?.sha256 !== sha256,
    );
    const [first] = other;
    if (first === undefined) return [];
    const what = `${first[0]}${other.length === 1 ? ' is' : ` and ${other.length - 1} more files are`}`;
    return [
      found(
        'release-site',
        `Version ${version} is not what was published: ${what} other than ${SUMS} says. Bring the published files back.`,
        { file, line: 1 },
      ),
    ];
  });
}

export interface StagingOptions {
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly step: Step;
  readonly onStep?: ((text: string) => void) | undefined;
}

/** Makes the whole web site as it will be, and proves that nothing else changes. */
export async function makeNextSite(
  side: SideFolder,
  ready: SiteRelease,
  before: Manifest,
  { signal, now, step, onStep = () => {} }: StagingOptions,
): Promise<{ readonly plan: PublicationPlan; readonly folder: string }> {
  const { project, guide, stage: ofStage, request, layout, built, comparison } = ready;
  onStep('Making the web site as it will be');
  mkdirSync(side.folder, { recursive: true });
  await copyWeb(side.web, side.next, signal);
  step('copied');
  const descmd = markdownOf(request, project);
  const date = now.toISOString().slice(0, 10);
  const packageList = withVersion(ready.before, { guide, request, descmd, date });
  const list = versionList(packageList);
  const version = list.versions.find((each) => each.version === guide.version);
  const own = version && folderOf(version, guide.canonical);
  if (version === undefined || own === undefined) throw new Error('The release has no folder.');
  const inSite = (path: string) => (layout.folder === '' ? path : `${layout.folder}/${path}`);
  const home = join(side.next, layout.folder);
  const fhirVersion = guide.fhirVersion;
  const made = now.toISOString();
  const content: VersionContent = {
    project,
    built,
    stage: ofStage,
    list,
    version,
    fhirVersion,
    descmd,
    comparison,
    made,
  };
  makeVersion(join(home, own), content);
  step('version made');
  const earlier: VersionList | undefined = ready.before && versionList(ready.before);
  const root = becomesCurrent(request) ? makeRoot(home, content, earlier) : undefined;
  step('root made');
  const language = languageOf(join(project, SITE, 'index.html'));
  const published = now.toUTCString();
  const lists = makeLists(side.next, { layout, packageList, list, version, fhirVersion, language, published });
  step('lists made');
  onStep('Proving that nothing else changes');
  const difference = differenceOf(before, await manifestOf(side.next, signal));
  const mayChange = new Set([...lists, ...[...(root?.written ?? [])].map(inSite)]);
  const mayGo = new Set((root?.removed ?? []).map(inSite));
  const isOfVersion = (path: string) => path.startsWith(`${inSite(own)}/`);
  // Wherever the settings of the site lead: a version that is published is never touched.
  const stays = (earlier?.versions ?? []).flatMap((each) => folderOf(each, guide.canonical) ?? []).map(inSite);
  const isPublished = (path: string) => stays.some((each) => path.startsWith(`${each}/`));
  const unforeseen = [
    ...[...difference.changed, ...difference.removed, ...difference.added].filter(isPublished),
    ...difference.changed.filter((path) => !mayChange.has(path)),
    ...difference.removed.filter((path) => !mayGo.has(path)),
    ...difference.added.filter((path) => !isOfVersion(path) && !mayChange.has(path)),
  ];
  if (unforeseen.length > 0)
    throw new EnvironmentError(
      `The publication would change ${unforeseen.slice(0, 5).join(', ')}, which must stay as it is. Correct publish-setup.json, or the names of the pages.`,
    );
  const touched = new Set([...difference.changed, ...difference.removed]);
  const unchanged = [...before].filter(([path]) => !touched.has(path));
  const isList = new Set(lists);
  return {
    folder: inSite(own),
    plan: {
      added: difference.added,
      current: { changed: difference.changed.filter((path) => !isList.has(path)), removed: difference.removed },
      lists: difference.changed.filter((path) => isList.has(path)),
      unchanged: { files: unchanged.length, bytes: unchanged.reduce((sum, [, { bytes }]) => sum + bytes, 0) },
    },
  };
}

function markdownOf(request: JsonObject, project: string): string | undefined {
  const descmd = textOf(request, 'descmd');
  return descmd?.startsWith('@') === true ? filesBelow(project).read(descmd.slice(1)) : descmd;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listFolder } from '../../files/list-folder.ts';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../files/size.ts';
import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import type { InstalledPackage, PackageRef } from '../../model/package.ts';
import type { Project } from '../../model/project.ts';
import { parsePackageSpec } from '../../packages/source/file-source.ts';
import { diagramFolder, type Fragment, type PageSource, templateFolder } from '../../pages/fragment.ts';
import { checkFreshness } from '../../pages/freshness.ts';
import { makeFragments } from '../../pages/make-fragments.ts';
import { createListing } from '../../terminology/expand.ts';
import { createTerminology } from '../../terminology/terminology.ts';
import { reportMoved } from '../comparison/moved-parents.ts';
import { compileGuide, type Guide } from '../guide/guide.ts';
import { readProject } from '../guide/project.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openProjectPackages } from '../packages/packages.ts';
import { openParsedFiles } from '../store/parsed-files.ts';
import { readPageData } from './page-data.ts';

export interface MadePages {
  readonly fragments: readonly Fragment[];
  /** What kept a fragment from being made. */
  readonly issues: readonly Issue[];
  /** What is on the disk and differs; none when nothing could be compared. */
  readonly stale: readonly Issue[];
}

/** Compiles a guide and makes the fragments of its pages. Writes nothing. */
export async function makePages(folder: string, options: PackageOptions): Promise<MadePages> {
  const failed = (issues: readonly Issue[]): MadePages => ({ fragments: [], issues, stale: [] });
  const { value: project, issues } = readProject(folder);
  if (project === undefined) return failed(issues);
  options.onStep?.('Packages');
  const opened = await openProjectPackages(folder, project, options);
  if (hasErrors([...issues, ...opened.issues])) return failed([...issues, ...opened.issues]);
  options.onStep?.('Compile and snapshots');
  const guide = await compileGuide(folder, opened.value, options.signal, openParsedFiles(folder));
  options.signal.throwIfAborted();
  if (hasErrors(guide.issues)) return failed(guide.issues);
  options.onStep?.('Pages');
  return makeGuidePages(folder, guide, { project, opened, signal: options.signal });
}

/** What templates need beside the guide that is compiled. */
interface Beside {
  readonly project: Project;
  readonly opened: Outcome<readonly InstalledPackage[]>;
  readonly signal: AbortSignal;
}

/** The same for a guide that is compiled already. */
export async function makeGuidePages(folder: string, guide: Guide, beside: Beside): Promise<MadePages> {
  const sources = [templateFolder, diagramFolder].flatMap((below) => readTexts(folder, below));
  const data = readPageData(folder);
  const listCodes = createListing(guide.definitions, createTerminology(guide.definitions));
  const moved = (from: string, to: string) =>
    reportMoved({ guide, folder, ...beside }, ['*'], refOf(from, folder), refOf(to, folder), beside.signal);
  const made = await makeFragments({ ...guide, listCodes, moved, data: data.value }, sources);
  beside.signal.throwIfAborted(); // what a template was in the middle of is no fault of it
  const fragments = made.value;
  const names = new Set(sources.map(({ file }) => file));
  const targets = ['input/includes', 'input/images'].flatMap((below) => readTexts(folder, below));
  const files = new Map([...targets, ...readMissing(folder, fragments)].map(({ file, text }) => [file, text]));
  return { fragments, issues: [...data.issues, ...made.issues], stale: checkFreshness(fragments, files, names) };
}

function refOf(text: string, folder: string): PackageRef {
  const { value } = parsePackageSpec(text, folder);
  if (value === undefined || !('ref' in value))
    throw new Error(`moved takes two versions of a package, such as hl7.fhir.fr.core#2.1.0, and not ${text}`);
  return value.ref;
}

/** Fragments that go elsewhere than where includes and images lie. */
function readMissing(folder: string, fragments: readonly Fragment[]): PageSource[] {
  return fragments
    .filter(({ file }) => existsSync(join(folder, file)))
    .map(({ file }) => ({ file, text: readText(join(folder, file)) }));
}

function readTexts(folder: string, below: string): PageSource[] {
  const { files } = listFolder(join(folder, below)); // what is no file has stopped the compilation
  return files
    .filter(({ size }) => size <= LONGEST_SOURCE) // no fragment is that long
    .map(({ name }) => `${below}/${name}`)
    .toSorted()
    .map((file) => ({ file, text: readText(join(folder, file)) }));
}

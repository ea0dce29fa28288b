import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listFolder } from '../files/list-folder.ts';
import { readText } from '../files/read-file.ts';
import { LONGEST_SOURCE } from '../files/size.ts';
import { hasErrors, type Issue } from '../model/issue.ts';
import { diagramFolder, type Fragment, type PageSource, templateFolder } from '../pages/fragment.ts';
import { checkFreshness } from '../pages/freshness.ts';
import { makeFragments } from '../pages/make-fragments.ts';
import { createListing } from '../terminology/expand.ts';
import { createTerminology } from '../terminology/terminology.ts';
import { compileGuide, type Guide } from './guide/guide.ts';
import { readProject } from './guide/project.ts';
import type { PackageOptions } from './packages/package-options.ts';
import { openProjectPackages } from './packages/packages.ts';
import { readPageData } from './page-data.ts';
import { openParsedFiles } from './store/parsed-files.ts';

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
  return makeGuidePages(folder, guide);
}

/** The same for a guide that is compiled already. */
export async function makeGuidePages(folder: string, guide: Guide): Promise<MadePages> {
  const sources = [templateFolder, diagramFolder].flatMap((below) => readTexts(folder, below));
  const data = readPageData(folder);
  const listCodes = createListing(guide.definitions, createTerminology(guide.definitions));
  const made = await makeFragments({ ...guide, listCodes, data: data.value }, sources);
  const fragments = made.value;
  const names = new Set(sources.map(({ file }) => file));
  const targets = ['input/includes', 'input/images'].flatMap((below) => readTexts(folder, below));
  const files = new Map([...targets, ...readMissing(folder, fragments)].map(({ file, text }) => [file, text]));
  return { fragments, issues: [...data.issues, ...made.issues], stale: checkFreshness(fragments, files, names) };
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

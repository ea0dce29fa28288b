import { existsSync, lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listFolder } from '../../files/list-folder.ts';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError, hasErrors, isAtLeast } from '../../model/issue.ts';
import { LOCKFILE_NAME } from '../../packages/lockfile.ts';
import { IGNORE_WARNINGS, parseIgnoreWarnings } from '../../report/gate/ignore-warnings.ts';
import { SUPPRESSIONS } from '../../report/gate/suppression.ts';
import { suppressionTexts } from '../../report/gate/suppression-text.ts';
import { configFileIn } from '../guide/project.ts';
import { relock } from '../packages/locking.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import {
  editorconfigText,
  editorExtensionsText,
  editorSettingsText,
  gitignoreText,
  packageJsonText,
  suppressionsText,
  workflowText,
} from './companion-files.ts';
import { configText, type GuideNames, igIniText, indexPageText, starterFsh } from './starter-guide.ts';

/** A file of the project, and what is to become of it. */
export interface InitStep {
  /** Relative to the project. */
  readonly name: string;
  /** What it is to have; absent for one that is left as it is. */
  readonly text?: string;
  /** For one that is left as it is: why, and what to do by hand, if anything. */
  readonly note?: string;
}

export interface InitOptions {
  readonly names: Partial<GuideNames>;
  /** Of the toolchain. */
  readonly version: string;
}

/**
 * What makes a folder a guide that this toolchain builds, or completes a guide that exists: only files that are not there.
 * @param folder absolute; it need not be there
 */
export function initSteps(folder: string, { names: given, version }: InitOptions): InitStep[] {
  const names = namesFor(folder, given);
  const steps: InitStep[] = [];
  const add = (name: string, text: string, note?: string) =>
    steps.push(isThere(join(folder, name)) ? { name, ...(note === undefined ? {} : { note }) } : { name, text });
  const config = configFileIn(folder);
  if (config !== undefined) steps.push({ name: config });
  else {
    add('sushi-config.yaml', configText(names));
    add('ig.ini', igIniText(names));
    add('input/pagecontent/index.md', indexPageText(names));
    if (!hasFsh(folder)) add('input/fsh/step-count.fsh', starterFsh);
  }
  steps.push(...suppressionSteps(folder));
  add('package.json', packageJsonText(names.id, version), hasToolchain(folder) ? undefined : INSTALL);
  add('.gitignore', gitignoreText, missingIgnores(folder));
  add('.editorconfig', editorconfigText);
  add('.vscode/settings.json', editorSettingsText);
  add('.vscode/extensions.json', editorExtensionsText);
  add('.github/workflows/guide.yml', workflowText(version));
  return steps;
}

const INSTALL = 'run npm install --save-dev --save-exact fhir-ig, so that the toolchain is pinned';

/**
 * Pins the packages of a guide that has no lockfile: those that npm or this machine has, else those of the FHIR registries.
 * @returns what became of it; no error of a package ends the run, because ig build tells the same
 */
export async function initLockfile(folder: string, options: PackageOptions): Promise<InitStep & { isAdded: boolean }> {
  const name = LOCKFILE_NAME;
  if (isThere(join(folder, name))) return { name, isAdded: false };
  const sources = options.offline === true ? (['npm'] as const) : (['npm', 'registry'] as const);
  let reason = '';
  for (const source of sources) {
    try {
      const { value, issues } = await relock(folder, source, options);
      if (value !== undefined && !hasErrors(issues)) return { name, isAdded: true };
      reason = issues.find(({ severity }) => isAtLeast(severity, 'error'))?.message ?? '';
    } catch (error) {
      options.signal.throwIfAborted();
      if (!(error instanceof EnvironmentError)) throw error;
      reason ||= error.message;
    }
  }
  return { name, isAdded: false, note: `not made: ${reason}` };
}

/** The IG Publisher's own file, written by hand, is read as it is: beside it a suppressions.yaml would be another truth. */
function suppressionSteps(folder: string): InitStep[] {
  if (isThere(join(folder, SUPPRESSIONS))) return [{ name: SUPPRESSIONS }];
  const own = isThere(join(folder, IGNORE_WARNINGS)) ? readIgnored(folder) : 0;
  if (own > 0) {
    const note = `not made: ${IGNORE_WARNINGS} suppresses ${own} findings, and is read as it is. Move them to ${SUPPRESSIONS} to give each an owner and a last day`;
    return [{ name: SUPPRESSIONS, note }];
  }
  if (isThere(join(folder, IGNORE_WARNINGS)))
    return [{ name: SUPPRESSIONS, note: `not made: ${IGNORE_WARNINGS} is there, and would be written by ig` }];
  const made = [...suppressionTexts([])].flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
  return [{ name: SUPPRESSIONS, text: suppressionsText }, ...made];
}

function readIgnored(folder: string): number {
  return parseIgnoreWarnings(readTextIfThere(join(folder, IGNORE_WARNINGS), LONGEST_SETTINGS) ?? '').value.length;
}

function hasToolchain(folder: string): boolean {
  const text = readTextIfThere(join(folder, 'package.json'), LONGEST_SETTINGS) ?? '';
  return text.includes('"fhir-ig"');
}

/** What should not be committed, and is not ignored yet. */
function missingIgnores(folder: string): string | undefined {
  const text = isThere(join(folder, '.gitignore'))
    ? (readTextIfThere(join(folder, '.gitignore'), LONGEST_SETTINGS) ?? '')
    : '';
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, '')));
  const missing = ['node_modules', 'build'].filter((name) => !present.has(name));
  return missing.length === 0 ? undefined : `add to it: ${missing.map((name) => `${name}/`).join(', ')}`;
}

function hasFsh(folder: string): boolean {
  const place = join(folder, 'input', 'fsh');
  return existsSync(place) && listFolder(place).files.some(({ name }) => name.endsWith('.fsh'));
}

const DEFAULT_ID = 'my.guide';

function namesFor(folder: string, given: Partial<GuideNames>): GuideNames {
  const own = basename(folder)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '')
    .replace(/^[.-]+|[.-]+$/g, '');
  const id = given.id ?? (/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(own) ? withDot(own) : DEFAULT_ID);
  const canonical = (given.canonical ?? `https://example.org/fhir/${id}`).replace(/\/+$/, '');
  return { id, canonical, title: given.title ?? titleOf(basename(folder)) };
}

/** The names of FHIR packages have two parts or more. */
function withDot(name: string): string {
  return name.includes('.') ? name : `my.${name}`;
}

function titleOf(folder: string): string {
  const words = folder.replace(/[._-]+/g, ' ').trim();
  return words === '' ? 'My guide' : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whatever is there by that name is left alone, a link to nothing too. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // what is above it is a file: that is told when something is to be written there
  }
}

import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { FileFault } from '../files/file-fault.ts';
import { listFolder } from '../files/list-folder.ts';
import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import { leadsInside } from '../model/inside.ts';
import { EnvironmentError } from '../model/issue.ts';
import { parsePageTitles, withArtefactPages } from './artefact-pages.ts';
import { formatIgIni } from './ig-ini.ts';
import { parametersOf, parseParameters, withParameters } from './parameters.ts';

export interface StageOptions {
  /** The project, compiled. */
  readonly project: string;
  /** The ImplementationGuide, relative to the project. */
  readonly ig: string;
  /** As ig.ini names it, or the folder of a template, which is copied. */
  readonly template: { readonly named: string } | { readonly folder: string };
  /** Files that the site has beside its pages, by name. */
  readonly beside?: ReadonlyMap<string, string | Uint8Array>;
  /** What a template without programs of its own may read beside the guide, by the name of the data file. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What a guide's build may read, beside what its parameters name. */
const parts = ['input', 'fsh-generated', 'input-cache', 'publication-request.json', 'package-list.json'];

/**
 * Copies what the Publisher reads of a guide to a folder of the run's own: the Publisher writes into what it reads.
 * @param target a folder that is there and empty
 */
export function stageGuide(
  target: string,
  { project, ig, template, data = {}, beside = new Map() }: StageOptions,
): void {
  const guide = readGuide(join(project, ig), ig);
  for (const part of new Set([...parts, ...namedFolders(guide, ig)])) copy(join(project, part), join(target, part));
  // The Publisher puts images beside the pages, whatever they are.
  if (beside.size > 0) mkdirSync(join(target, 'input', 'images'), { recursive: true });
  for (const [name, text] of beside) writeFileSync(join(target, 'input', 'images', name), text);
  if ('folder' in template) copy(template.folder, join(target, 'template'));
  const named = 'folder' in template ? '#template' : template.named;
  writeFileSync(join(target, 'ig.ini'), formatIgIni({ ig, template: named }));
  const staged = 'folder' in template ? prepareFor(template.folder, guide) : guide;
  mkdirSync(dirname(join(target, ig)), { recursive: true });
  writeFileSync(join(target, ig), JSON.stringify(staged, undefined, 2));
  makeFolders(target, parametersOf(staged));
  if (staged !== guide) writeData(join(target, 'template', 'data'), staged, data);
}

/** The Publisher ends when a folder that a parameter names is not there; a guide need not have all that a template names. */
function makeFolders(target: string, parameters: ReturnType<typeof parametersOf>): void {
  for (const { code, value } of parameters) {
    const isFolder = code === 'path-resource' || code === 'path-pages';
    if (isFolder && !/[*]|\.\./.test(value)) mkdirSync(join(target, value), { recursive: true });
  }
}

/** The guide with all that a template without programs of its own wants to find in it. */
function prepareFor(template: string, guide: FhirResource): FhirResource {
  const needs = readNeeds(join(template, 'parameters.json'), parseParameters, 'a list of { "code", "value" }') ?? [];
  const titles = readNeeds(join(template, 'pages.json'), parsePageTitles, '{ "toc", "artefacts", "before" }');
  const complete = withParameters(guide, needs);
  return titles === undefined ? complete : withArtefactPages(complete, titles);
}

/** What the layouts of such a template read: the guide itself, and what the official template says in info.json. */
function writeData(folder: string, guide: FhirResource, more: Readonly<Record<string, unknown>>): void {
  const settingOf = (wanted: string) => parametersOf(guide).findLast(({ code }) => code === wanted)?.value ?? '';
  const names = ['releaselabel', 'copyrightyear', 'shownav'];
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries({ ...more, guide }))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
  const info = { ...Object.fromEntries(names.map((name) => [name, settingOf(name)])), assets: '' };
  writeFileSync(join(folder, 'info.json'), JSON.stringify(info));
}

/** FSH is compiled already, and the Publisher must not find it. */
function copy(from: string, to: string): void {
  if (!existsSync(from)) return;
  const [fault] = statSync(from).isDirectory() ? listFolder(from).faults : [];
  if (fault !== undefined) throw new FileFault(join(from, fault.name), fault.reason);
  const isFsh = (path: string) => basename(path) === 'fsh' && basename(dirname(path)) === 'input';
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => !isFsh(path) });
}

function readGuide(file: string, name: string): FhirResource {
  if (!leadsInside(name)) throw new EnvironmentError(`ig.ini names ${name}, which is not in the guide's folder.`);
  let resource: unknown;
  try {
    resource = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new EnvironmentError(`ig.ini names ${name} as the ImplementationGuide, and it cannot be read.`, { cause });
  }
  if (isFhirResource(resource) && resource.resourceType === 'ImplementationGuide') return resource;
  throw new EnvironmentError(`ig.ini names ${name} as the ImplementationGuide, and it is none.`);
}

/** The project's own folders, further than the usual ones, that parameters of the guide name as paths. */
function namedFolders(guide: FhirResource, ig: string): string[] {
  return parametersOf(guide).flatMap(({ code, value }) => {
    if (!code.startsWith('path-') || /^[a-z]+:/i.test(value) || isAbsolute(value)) return [];
    const fromGuide = value.startsWith('..') ? join(dirname(ig), value) : value;
    const [top = ''] = normalize(relative('.', fromGuide)).split(sep);
    return top === '' || top === '..' || top === '.' || outputs.has(top) ? [] : [top];
  });
}

const outputs: ReadonlySet<string> = new Set(['output', 'temp', 'template', 'node_modules']);

function readNeeds<T>(file: string, parse: (data: unknown) => T, form: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new EnvironmentError(`${file} must be ${form}.`, { cause });
  }
}

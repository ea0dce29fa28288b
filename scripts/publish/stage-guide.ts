import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import { EnvironmentError } from '../model/issue.ts';
import { formatIgIni } from './ig-ini.ts';
import { type Parameter, parseParameters, withParameters } from './parameters.ts';

export interface StageOptions {
  /** The project, compiled. */
  readonly project: string;
  /** The ImplementationGuide, relative to the project. */
  readonly ig: string;
  /** As ig.ini names it, or the folder of a template, which is copied. */
  readonly template: { readonly named: string } | { readonly folder: string };
}

const PARAMETERS = 'parameters.json';
/** What a guide's build may read, beside what its parameters name. */
const parts = ['input', 'fsh-generated', 'input-cache', 'publication-request.json', 'package-list.json'];

/**
 * Copies what the Publisher reads of a guide to a folder of the run's own: the Publisher writes into what it reads.
 * @param target a folder that is there and empty
 */
export function stageGuide(target: string, { project, ig, template }: StageOptions): void {
  const guide = readGuide(join(project, ig), ig);
  for (const part of new Set([...parts, ...namedFolders(guide, ig)])) copy(join(project, part), join(target, part));
  if ('folder' in template) copy(template.folder, join(target, 'template'));
  const named = 'folder' in template ? '#template' : template.named;
  writeFileSync(join(target, 'ig.ini'), formatIgIni({ ig, template: named }));
  const needs = 'folder' in template ? neededParameters(template.folder) : [];
  mkdirSync(dirname(join(target, ig)), { recursive: true });
  writeFileSync(join(target, ig), JSON.stringify(withParameters(guide, needs), undefined, 2));
}

/** FSH is compiled already, and the Publisher must not find it. */
function copy(from: string, to: string): void {
  if (!existsSync(from)) return;
  const isFsh = (path: string) => basename(path) === 'fsh' && basename(dirname(path)) === 'input';
  cpSync(from, to, { recursive: true, dereference: true, filter: (path) => !isFsh(path) });
}

function readGuide(file: string, name: string): FhirResource {
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
  const { definition } = guide as { definition?: { parameter?: readonly Parameter[] } };
  return (definition?.parameter ?? []).flatMap(({ code, value }) => {
    if (!code.startsWith('path-') || /^[a-z]+:/i.test(value) || isAbsolute(value)) return [];
    const fromGuide = value.startsWith('..') ? join(dirname(ig), value) : value;
    const [top = ''] = normalize(relative('.', fromGuide)).split(sep);
    return top === '' || top === '..' || top === '.' || outputs.has(top) ? [] : [top];
  });
}

const outputs: ReadonlySet<string> = new Set(['output', 'temp', 'template', 'node_modules']);

function neededParameters(template: string): Parameter[] {
  const file = join(template, PARAMETERS);
  if (!existsSync(file)) return [];
  try {
    return parseParameters(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new EnvironmentError(`${file} must be a list of { "code", "value" }.`, { cause });
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAtLeast } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import type { Validator } from '../../scripts/validate/validator.ts';
import { packedPackages } from '../validate/npm-packages.ts';
import { countPaths, pathsWithout } from './paths.ts';

/** Resources with the HL7 validator's verdicts; kept beside the project, not in it. */
export const conformance = new URL('../../../shared/conformance/', import.meta.url);

/** Whether the verdicts are not there; then one visible line says what is skipped. */
export function isAbsent(what: string): boolean {
  const absent = !existsSync(conformance);
  if (absent) process.stderr.write(`Skipped: ${what} (the HL7 validator's verdicts are not on this machine).\n`);
  return absent;
}

export function readJsonFile<T>(file: string): T | undefined {
  const url = new URL(file, conformance);
  return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as T) : undefined;
}

interface Judged {
  readonly coreVerdict: string;
  readonly crash?: unknown;
  readonly issues?: readonly {
    readonly severity: string;
    readonly class: string;
    readonly path?: string;
    readonly location?: string;
  }[];
}

interface Noted {
  readonly distrust?: unknown;
  readonly crash?: unknown;
}

/** What depends on a terminology server or on policy is not compared. */
const compared = new Set(['core', 'narrative', 'bundle-rules']);

interface Agreement {
  readonly resources: number;
  /** Different erroneous paths of the oracle, and of ours. */
  readonly wanted: number;
  readonly alarmed: number;
  /** `verdict file`, `missed file path` or `alarm file path`. */
  readonly differences: readonly string[];
}

/** All packages that come with a corpus, of every release at once: neither may answer for the other. */
export async function corpusPackages(corpus: string): Promise<InstalledPackage[]> {
  const folder = new URL(`${corpus}/packages/`, conformance);
  if (!existsSync(folder)) return [];
  const releases = readdirSync(folder).map((release) => packedPackages(new URL(`${release}/`, folder)));
  return (await Promise.all(releases)).flat();
}

/** Holds a validator against the verdicts of one corpus: verdict, missed paths, and alarms that the oracle has not. */
export function compareCorpus(corpus: string, validator: Validator): Agreement {
  const oracle = readJsonFile<Record<string, Judged>>(`${corpus}/oracle.json`) ?? {};
  const manifest = readJsonFile<Record<string, Noted>>(`${corpus}/manifest.json`) ?? {};
  const resources = new URL(`${corpus}/resources/`, conformance);
  const differences: string[] = [];
  let [counted, wantedPaths, alarmedPaths] = [0, 0, 0];
  for (const file of readdirSync(resources).sort()) {
    const judged = oracle[file];
    const { distrust, crash } = manifest[file] ?? {};
    if (judged === undefined || judged.crash || distrust || crash) continue;
    counted++;
    const { valid, issues } = validator.validate(readFileSync(new URL(file, resources), 'utf8'), { file });
    const isError = ({ severity }: { severity: string }) => severity === 'error' || severity === 'fatal';
    const all = (judged.issues ?? []).filter(isError);
    const wanted = all.filter((issue) => compared.has(issue.class)).map(whereOf);
    const found = issues.filter(({ severity }) => isAtLeast(severity, 'error')).map((issue) => issue.expression ?? '');
    const leftOut = all.filter((issue) => !compared.has(issue.class)).map(whereOf);
    // Our error where the oracle has one that its core verdict leaves out is left out too.
    const isValid = valid || (judged.coreVerdict !== 'error' && pathsWithout(found, leftOut).length === 0);
    if (isValid === (judged.coreVerdict === 'error')) differences.push(`verdict ${file}`);
    wantedPaths += countPaths(wanted);
    alarmedPaths += countPaths(found);
    for (const path of pathsWithout(wanted, found)) differences.push(`missed ${file} ${path}`);
    for (const path of pathsWithout(found, all.map(whereOf))) differences.push(`alarm ${file} ${path}`);
  }
  return { resources: counted, wanted: wantedPaths, alarmed: alarmedPaths, differences };
}

function whereOf({ path, location }: { readonly path?: string; readonly location?: string }): string {
  return path ?? location ?? '';
}

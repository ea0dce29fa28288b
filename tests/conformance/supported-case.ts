import { readFileSync } from 'node:fs';
import { type FhirResource, isFhirResource } from '../../scripts/model/fhir.ts';
import { type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { completeSnapshots } from '../../scripts/pipeline/guide/snapshots.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { conformance } from './corpus.ts';
import { pathsWithout } from './paths.ts';
import { definitionFromXml } from './xml-definition.ts';

/** A case of the HL7 validator's own test suite, with what that validator says of it. */
export interface SupportedCase {
  readonly name: string;
  readonly file: string;
  readonly profiles: readonly string[];
  /** Definitions to load first. */
  readonly supporting: readonly string[];
  readonly oracleIssues: readonly { readonly severity: string; readonly location: string | null }[];
}

const owner = { id: 'test.case', version: '1.0.0' };
const resources = new URL('corpusC/resources/', conformance);
const read = (file: string) => readFileSync(new URL(file, resources), 'utf8');

/** What we say of a case otherwise than the oracle, as `kind case path`; empty when we agree. */
export function differencesOf(supported: SupportedCase, packages: readonly InstalledPackage[]): string[] {
  const isError = ({ severity }: { readonly severity: string }) => severity === 'error' || severity === 'fatal';
  const wanted = supported.oracleIssues.filter(isError).map(({ location }) => location ?? '');
  const found = issuesOf(supported, packages)
    .filter(({ severity }) => isAtLeast(severity, 'error'))
    .map(({ expression = '' }) => expression);
  const { name } = supported;
  return [
    ...((wanted.length === 0) === (found.length === 0) ? [] : [`verdict ${name}`]),
    ...pathsWithout(wanted, found).map((path) => `missed ${name} ${path}`),
    ...pathsWithout(found, wanted).map((path) => `alarm ${name} ${path}`),
  ];
}

function issuesOf(
  { file, profiles, supporting }: SupportedCase,
  packages: readonly InstalledPackage[],
): readonly Issue[] {
  const plain = createDefinitions(packages);
  const loaded = supporting.map((name): FhirResource => {
    const text = read(name);
    const resource: unknown = name.endsWith('.xml') ? definitionFromXml(text, plain) : JSON.parse(text);
    if (!isFhirResource(resource)) throw new Error(`${name} holds no resource`);
    return resource;
  });
  const incomplete = createDefinitions(packages, { package: owner, dependencies: [], resources: loaded });
  const { value } = completeSnapshots(loaded, owner, incomplete);
  const definitions = createDefinitions(packages, { package: owner, dependencies: [], resources: value });
  const terminology = createTerminology(definitions);
  const validator = createValidator({ definitions, terminology, package: owner, allowExampleUrls: true });
  return validator.validate(read(file), { file, profiles }).issues;
}

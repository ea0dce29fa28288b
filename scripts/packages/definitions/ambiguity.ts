import { formatCanonical, parseCanonical } from '../../model/canonical.ts';
import type { Candidate, Definitions, Resolution } from '../../model/definition/definitions.ts';
import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';

/** An ambiguous reference and the resource that has it. */
export interface AmbiguousReference {
  readonly resource: FhirResource;
  readonly issue: Issue;
}

/**
 * Whether which version answers is a matter of what happens to be loaded: two versions of the answering package could,
 * or no dependency has the URL and several packages do. Core's copy of what the terminology or extensions package also
 * has is no such case: there the order is fixed.
 */
export function isAmbiguous({ package: answering, reason, others }: Resolution): boolean {
  if (reason === 'exact-version') return false;
  return (
    reason === 'newest' || reason === 'newest-dependency' || others.some((other) => isOtherVersion(other, answering))
  );
}

/**
 * Adds the version that answers to a reference without one, where another loaded version could answer it.
 * For what is inherited: in the new place the same words could mean something else.
 * @param from the package of the resource that says it
 */
export function pinIfAmbiguous(canonical: string, from: PackageRef | undefined, definitions: Definitions): string {
  const { url, version } = parseCanonical(canonical);
  if (version !== undefined || url === '') return canonical;
  const resolution = definitions.explain(canonical, from);
  if (resolution === undefined || !isAmbiguous(resolution)) return canonical;
  return canonical.replace(url, formatCanonical(url, resolution.version));
}

/**
 * Finds references without a version in the guide's own resources that two loaded versions could answer.
 * Reads what authors write: differentials, not the snapshots that inherit from elsewhere.
 * @param guide the guide's own package, whose dependencies decide
 */
export function findAmbiguousReferences(
  resources: readonly FhirResource[],
  definitions: Definitions,
  guide: PackageRef,
): AmbiguousReference[] {
  return resources.flatMap((resource) =>
    canonicalsIn(resource).flatMap(({ canonical, expression }) => {
      const resolution = definitions.explain(canonical, guide);
      if (resolution === undefined || !isAmbiguous(resolution)) return [];
      const message = describe(canonical, resolution);
      const issue: Issue = {
        severity: 'warning',
        code: 'multiple-matches',
        rule: 'ambiguous-canonical',
        message,
        expression,
      };
      return [{ resource, issue }];
    }),
  );
}

/** The canonical stands in quotes: reports tell what one pair of packages leaves open as one kind, with the canonicals. */
function describe(canonical: string, resolution: Resolution): string {
  const { package: answering, version, others } = resolution;
  const couldToo = others.map((other) => packageKey(other.package)).join(', ');
  const pinned = `|${version ?? answering.version}`;
  return `"${canonical}" has no version: ${packageKey(answering)} answers it, and ${couldToo} could too. Write "${pinned}" behind it, or the version that is meant.`;
}

function isOtherVersion(other: Candidate, answering: PackageRef): boolean {
  return other.package.id === answering.id && other.package.version !== answering.version;
}

interface FoundCanonical {
  readonly canonical: string;
  readonly expression: string;
}

/**
 * Elements that name a definition by canonical, in conformance resources and in `meta`. Extension.url is not among
 * them: it takes no version (https://hl7.org/fhir/R4/extensibility.html#Extension).
 */
const CANONICAL_ELEMENTS: ReadonlySet<string> = new Set([
  'baseDefinition',
  'definition',
  'definitionCanonical',
  'derivedFrom',
  'import',
  'imports',
  'instantiates',
  'instantiatesCanonical',
  'library',
  'profile',
  'questionnaire',
  'sourceCanonical',
  'supplements',
  'supportedProfile',
  'targetCanonical',
  'targetProfile',
  'valueCanonical',
  'valueSet',
]);

function canonicalsIn(resource: FhirResource): FoundCanonical[] {
  const found: FoundCanonical[] = [];
  const add = (value: unknown, expression: string): void => {
    if (typeof value === 'string' && !value.startsWith('#')) found.push({ canonical: value, expression });
  };
  const visit = (value: unknown, name: string, expression: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, at) => {
        visit(item, name, `${expression}[${at}]`);
      });
    } else if (isJsonObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        if (key === 'snapshot' || key === 'text') continue;
        if (key === 'system' && isOpenInclude(value, expression)) add(child, `${expression}.system`);
        visit(child, key, `${expression}.${key}`);
      }
    } else if (CANONICAL_ELEMENTS.has(name)) {
      add(value, expression);
    }
  };
  visit(resource, '', resource.resourceType);
  return found;
}

/** Part of a value set that draws on a code system without saying which version; the version is an element of its own. */
function isOpenInclude(value: JsonObject, expression: string): boolean {
  return /^ValueSet\.compose\.(include|exclude)\[\d+\]$/.test(expression) && value.version === undefined;
}

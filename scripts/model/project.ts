import { isMap } from 'yaml';
import { z } from 'zod';
import { configNames, configPosition, parseConfigText } from './config-text.ts';
import type { Issue, Outcome, SourcePosition } from './issue.ts';
import { isWantedVersion, parseDependencyName, shownName } from './package-name.ts';

/** A package that the guide declares to depend on. */
export interface ProjectDependency {
  readonly id: string;
  /** As declared: exact, a range such as `5.1.x`, or `latest`, `current`, `dev`. */
  readonly version: string;
  /** The name before `@npm:`, for one package in a second version. */
  readonly alias?: string;
  readonly uri?: string;
  /** The line of sushi-config.yaml that declares it. */
  readonly position: SourcePosition;
}

/** What the toolchain needs to know of a FSH project before it compiles it. */
export interface Project {
  readonly id: string;
  readonly canonical: string;
  readonly version: string;
  readonly name?: string;
  readonly title?: string;
  readonly fhirVersion: string;
  readonly dependencies: readonly ProjectDependency[];
}

export const configFile = configNames[0];
const supportedFhirVersion = '4.0.1';

const text = z.union([z.string(), z.number()]).transform(String);
const DependencyDetails = z.looseObject({ version: text, uri: z.string().optional(), id: z.string().optional() });
const Config = z.looseObject({
  id: z.string().optional(),
  packageId: z.string().optional(),
  canonical: z.string('It must be the canonical URL of the guide, such as https://example.org/ig.'),
  version: text.optional(),
  name: z.string().optional(),
  title: z.string().optional(),
  fhirVersion: z.union([text, z.array(text)], 'It must be the FHIR version of the guide: 4.0.1.'),
  dependencies: z
    .record(
      z.string(),
      z.union([text, DependencyDetails], 'It must be a version, such as 2.1.0, or settings with a version.'),
      'It must list packages, each with its version.',
    )
    .nullish(),
});

/**
 * Reads what sushi-config.yaml says of the guide and its packages; the rest of that file is SUSHI's to check.
 * @param source the file's text
 * @returns issues of rule `config`, each with its line; no value when the file cannot be used
 * @see https://fshschool.org/docs/sushi/configuration/
 */
export function parseProject(source: string, file: string = configFile): Outcome<Project | undefined> {
  const { value: config, issues: unread } = parseConfigText(source, file);
  if (config === undefined) return { value: undefined, issues: unread };
  const problem = (message: string, position: SourcePosition): Issue => ({
    severity: 'error',
    code: 'structure',
    rule: 'config',
    message,
    source: position,
  });
  const { document } = config;
  if (!isMap(document.contents)) {
    const message = `${file} holds no settings. It needs at least canonical, fhirVersion and, for a guide, id.`;
    return { value: undefined, issues: [problem(message, { file, line: 1 })] };
  }
  const positionOf = (path: readonly PropertyKey[]): SourcePosition => ({ line: 1, ...configPosition(config, path) });

  const { data, error } = Config.safeParse(config.value(), { reportInput: true });
  if (error !== undefined) {
    const issues = error.issues.map(({ path, message, input }) => {
      const key = path.join('.') || file;
      const lead = input === undefined ? `${key} is missing` : `${key} is not as it should be`;
      return problem(`${lead}. ${message}`, positionOf(path));
    });
    return { value: undefined, issues };
  }

  const fhirVersions = [data.fhirVersion].flat();
  if (!fhirVersions.includes(supportedFhirVersion)) {
    const message = `fhirVersion is ${fhirVersions.join(', ')}: this toolchain builds guides for FHIR R4, ${supportedFhirVersion}.`;
    return { value: undefined, issues: [problem(message, positionOf(['fhirVersion']))] };
  }

  const faults: Issue[] = [];
  const dependencies = Object.entries(data.dependencies ?? {}).flatMap(([key, details]): ProjectDependency[] => {
    const { version, uri } = typeof details === 'string' ? { version: details, uri: undefined } : details;
    const named = parseDependencyName(key);
    const position = positionOf(['dependencies', key]);
    const fault = named === undefined ? noPackage(key) : isWantedVersion(version) ? undefined : noVersion(key, version);
    if (fault !== undefined) faults.push(problem(fault, position));
    return named === undefined ? [] : [{ ...named, version, ...(uri === undefined ? {} : { uri }), position }];
  });
  for (const key of ['id', 'packageId', 'version'] as const) {
    const text = data[key];
    if (text !== undefined && !OWN_NAME[key].test(text)) faults.push(problem(noName(key, text), positionOf([key])));
  }
  if (faults.length > 0) return { value: undefined, issues: faults };
  const { canonical, name, title } = data;
  const value: Project = {
    id: data.packageId ?? data.id ?? canonical,
    canonical,
    version: data.version ?? '0.0.0',
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    fhirVersion: supportedFhirVersion,
    dependencies,
  };
  return { value, issues: [] };
}

/** What a guide may call itself: files, folders and a package get their names from it. Upper case does no harm in it. */
const OWN_NAME = {
  id: /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
  packageId: /^(?:@[a-z0-9][a-z0-9._-]{0,63}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  version: /^[A-Za-z0-9][A-Za-z0-9._+-]{0,79}$/,
};

function noName(key: keyof typeof OWN_NAME, text: string): string {
  return `${key} is ${shownName(text)}, from which no file can get its name. Use letters, digits, hyphens and dots.`;
}

function noPackage(key: string): string {
  const isScopedAlias = key.startsWith('@') && key.includes('@npm:');
  return isScopedAlias
    ? `dependencies: ${shownName(key)} has an alias with a scope, which SUSHI does not take for an alias. Use letters, digits, hyphens and dots before "@npm:".`
    : `dependencies: ${shownName(key)} is no name of a package, such as hl7.fhir.fr.core or @scope/name.`;
}

function noVersion(key: string, version: string): string {
  return `dependencies: ${shownName(version)} is no version of ${key}, such as 2.1.0.`;
}

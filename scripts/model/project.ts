import { isMap } from 'yaml';
import { z } from 'zod';
import { configNames, configPosition, parseConfigText } from './config-text.ts';
import type { Issue, Outcome, SourcePosition } from './issue.ts';

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
  const { value: config, issues: faults } = parseConfigText(source, file);
  if (config === undefined) return { value: undefined, issues: faults };
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

  const { data, error } = Config.safeParse(document.toJS(), { reportInput: true });
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

  const dependencies = Object.entries(data.dependencies ?? {}).map(([key, details]): ProjectDependency => {
    const { version, uri } = typeof details === 'string' ? { version: details, uri: undefined } : details;
    const [alias, id] = splitAlias(key);
    return {
      id,
      version,
      ...(alias === undefined ? {} : { alias }),
      ...(uri === undefined ? {} : { uri }),
      position: positionOf(['dependencies', key]),
    };
  });
  const { canonical, name, title } = data;
  const value: Project = {
    id: data.id ?? canonical,
    canonical,
    version: data.version ?? '0.0.0',
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    fhirVersion: supportedFhirVersion,
    dependencies,
  };
  return { value, issues: [] };
}

/** `mesures@npm:ans.fhir.fr.mesures` → its alias and the package's id. */
function splitAlias(key: string): [alias: string | undefined, id: string] {
  const marker = key.indexOf('@npm:');
  return marker === -1 ? [undefined, key] : [key.slice(0, marker), key.slice(marker + '@npm:'.length)];
}

import { type Issue, isAtLeast } from '../model/issue.ts';
import { prepareValidator } from '../pipeline/validation.ts';

export type { Issue, Severity, SourcePosition } from '../model/issue.ts';

export interface ValidatorOptions {
  /** Folder of a guide, with its `sushi-config.yaml`; left out, resources are held against FHIR R4 alone. */
  readonly guide?: string;
  /** Further packages: `id#version`, a .tgz file or a folder. */
  readonly packages?: readonly string[];
  /** No registry is asked: what is not on this machine yet is an error. */
  readonly offline?: boolean;
  /** Nothing may differ from the guide's lockfile, and there must be one. */
  readonly frozen?: boolean;
  /** Takes example.org and acme.com for what they are. */
  readonly allowExampleUrls?: boolean;
  /** Ends the preparation. */
  readonly signal?: AbortSignal;
  /** Told what takes long: `Installing hl7.fhir.r4.core#4.0.1`. */
  readonly onStep?: (text: string) => void;
}

/** What was found about one resource. */
export interface Verdict {
  /** No issue of severity error or fatal. */
  readonly valid: boolean;
  /** `Observation/poids`; absent where the text could not be read as a resource. */
  readonly resource?: string;
  /** Canonicals with version of the profiles that it was held against, base definition included. */
  readonly profiles: readonly string[];
  readonly issues: readonly Issue[];
}

export interface ValidateOptions {
  /** Canonicals, with or without `|version`, of profiles to hold the resource against beside those that it claims. */
  readonly profiles?: readonly string[];
  /** How the text is named in the positions of findings; `resource.json` where it is left out. */
  readonly name?: string;
}

export interface ResourceValidator {
  /** The packages in use, each with the digest of its content. */
  readonly packages: readonly { readonly id: string; readonly version: string; readonly integrity: string }[];
  /** What was found on the way: notes and warnings of the packages and of the guide. */
  readonly issues: readonly Issue[];
  /**
   * Validates one resource. It takes a fraction of a millisecond to some milliseconds, in the thread of the caller.
   * @param resource its JSON text, or the parsed value; only a text has positions, duplicate keys and numbers as written
   */
  validate(resource: string | object, options?: ValidateOptions): Verdict;
}

/** What is thrown where packages or the guide have errors: a verdict from half the definitions would be none. */
export interface UnusableDefinitions extends Error {
  readonly name: 'UnusableDefinitions';
  readonly issues: readonly Issue[];
}

/**
 * Makes a validator, to be kept: the first one on a machine takes seconds, because it installs FHIR's packages, later ones
 * a fifth of a second.
 * @throws {UnusableDefinitions} where packages or the guide have errors
 * @throws {Error} where the run cannot go on: no network, a folder that cannot be written
 */
export async function createValidator(options: ValidatorOptions = {}): Promise<ResourceValidator> {
  const { guide, packages: added = [], signal = new AbortController().signal, onStep, ...rest } = options;
  const chosen = { ...rest, added, signal, ...(onStep && { onStep }), fhirOnly: guide === undefined };
  const { value: ready, issues } = await prepareValidator(guide ?? process.cwd(), chosen);
  if (ready === undefined) throw unusable(issues);
  ready.keep();
  const { validator, packages } = ready;
  return {
    packages: packages.map(({ id, version, integrity }) => ({ id, version, integrity })),
    issues,
    validate(resource, { profiles = [], name = 'resource.json' } = {}) {
      const text = typeof resource === 'string' ? resource : JSON.stringify(resource);
      const result = validator.validate(text, { file: name, profiles });
      const named = result.resource === undefined ? {} : { resource: result.resource };
      return { valid: result.valid, ...named, profiles: result.profiles, issues: result.issues };
    },
  };
}

function unusable(issues: readonly Issue[]): UnusableDefinitions {
  const message = issues.find(({ severity }) => isAtLeast(severity, 'error'))?.message;
  const error = new Error(message ?? 'The definitions cannot be used.');
  return Object.assign(error, { name: 'UnusableDefinitions', issues } as const);
}

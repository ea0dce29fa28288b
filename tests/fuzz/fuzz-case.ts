import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type FhirResource, isFhirResource } from '../../scripts/model/fhir.ts';
import { hasErrors } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions.ts';
import { completeSnapshots } from '../../scripts/pipeline/snapshots.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { mutated, mutatedText } from './mutate.ts';
import { mutatedProfile } from './profile-mutation.ts';
import { Random } from './random.ts';

/** HL7's examples and definitions of R4: what the changes start from. */
const folder = new URL('../../node_modules/hl7.fhir.r4.core/', import.meta.url);
const MAX_SIZE = 60_000;
const owner = { id: 'test.fuzz', version: '1.0.0' };

export interface FuzzInput {
  readonly text: string;
  /** Profile to hold the resource against, which is changed too. */
  readonly profile?: FhirResource;
}

/** Makes inputs by number, and runs them. */
export class Fuzzer {
  readonly #packages: readonly InstalledPackage[];
  readonly #files: readonly string[];
  readonly #profiles: readonly string[];
  readonly #plain;

  constructor(packages: readonly InstalledPackage[]) {
    this.#packages = packages;
    const all = readdirSync(folder)
      .filter((name) => /^[A-Z].*\.json$/.test(name))
      .sort();
    this.#files = all.filter((name) => statSync(new URL(name, folder)).size < MAX_SIZE);
    this.#profiles = all.filter((name) => {
      if (!name.startsWith('StructureDefinition-')) return false;
      const { derivation, kind } = read(name);
      return derivation === 'constraint' && (kind === 'resource' || kind === 'complex-type');
    });
    const definitions = createDefinitions(packages);
    this.#plain = createValidator({ definitions, terminology: createTerminology(definitions) });
  }

  /** The input of a number: always the same for the same seed. */
  input(seed: string, number: number): FuzzInput {
    const random = new Random(`${seed}:${number}`);
    if (random.chance(0.35)) {
      const profile = mutatedProfile(read(random.pick(this.#profiles)), random) as FhirResource;
      const ofType = this.#files.filter((name) => name.startsWith(`${profile.type}-`));
      const resource = read(random.pick(ofType.length === 0 ? this.#files : ofType));
      return { text: JSON.stringify(random.chance(0.3) ? mutated(resource, random) : resource), profile };
    }
    const text = JSON.stringify(mutated(read(random.pick(this.#files)), random));
    return { text: random.chance(0.15) ? mutatedText(text, random) : text };
  }

  /** Validates an input. @throws whatever the code under test throws, or an Error when its answer is no answer */
  run({ text, profile }: FuzzInput): void {
    const { valid, issues } = (profile === undefined ? this.#plain : this.#with(profile)).validate(text, {
      file: 'fuzz.json',
      ...(typeof profile?.url === 'string' ? { profiles: [profile.url] } : {}),
    });
    if (valid === hasErrors(issues)) throw new Error('The verdict is not that of the issues');
    const unreadable = issues.some(({ message }) => message === '' || message.length > 20_000);
    if (unreadable) throw new Error('A message is empty, or too long to read');
    if (valid && !isJson(text)) throw new Error('What is no JSON is called valid');
  }

  #with(profile: FhirResource) {
    const loaded = createDefinitions(this.#packages, { package: owner, dependencies: [], resources: [profile] });
    const { value } = completeSnapshots([profile], owner, loaded);
    const definitions = createDefinitions(this.#packages, { package: owner, dependencies: [], resources: value });
    return createValidator({ definitions, terminology: createTerminology(definitions), package: owner });
  }
}

function read(name: string): Record<string, unknown> & FhirResource {
  const resource: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  if (!isFhirResource(resource)) throw new Error(`${name} holds no resource`);
  return resource;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return true;
  } catch {
    return false;
  }
}

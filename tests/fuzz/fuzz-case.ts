import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type FhirResource, isFhirResource } from '../../scripts/model/fhir.ts';
import { hasErrors } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { parseJson } from '../../scripts/packages/json-text.ts';
import { toEntry } from '../../scripts/packages/store/index-of-folder.ts';
import { completeSnapshots } from '../../scripts/pipeline/guide/snapshots.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { mutated, mutatedText } from './mutate.ts';
import { inNeedOf, mutatedPackage, PACKAGE, PROFILE } from './package-mutation.ts';
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
  /** The files of a package that has the profile, and what that needs. */
  readonly files?: ReadonlyMap<string, string>;
}

/** Makes inputs by number, and runs them. */
export class Fuzzer {
  readonly #packages: readonly InstalledPackage[];
  readonly #files: readonly string[];
  readonly #profiles: readonly string[];
  readonly #valueSets: readonly string[];
  readonly #codeSystems: readonly string[];
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
    this.#valueSets = this.#files.filter((name) => name.startsWith('ValueSet-'));
    this.#codeSystems = this.#files.filter((name) => name.startsWith('CodeSystem-'));
    const definitions = createDefinitions(packages);
    this.#plain = createValidator({ definitions, terminology: createTerminology(definitions) });
  }

  /** The input of a number: always the same for the same seed. */
  input(seed: string, number: number): FuzzInput {
    const random = new Random(`${seed}:${number}`);
    if (random.chance(0.25)) return this.#packageInput(random);
    if (random.chance(0.35)) {
      const profile = mutatedProfile(read(random.pick(this.#profiles)), random) as FhirResource;
      const resource = read(random.pick(this.#ofType(profile)));
      return { text: JSON.stringify(random.chance(0.3) ? mutated(resource, random) : resource), profile };
    }
    const text = JSON.stringify(mutated(read(random.pick(this.#files)), random));
    return { text: random.chance(0.15) ? mutatedText(text, random) : text };
  }

  #packageInput(random: Random): FuzzInput {
    const profile = read(random.pick(this.#profiles));
    const originals = {
      profile,
      valueSet: read(random.pick(this.#valueSets)),
      codeSystem: read(random.pick(this.#codeSystems)),
    };
    const resource = inNeedOf(read(random.pick(this.#ofType(profile))), random);
    return { text: JSON.stringify(resource), files: mutatedPackage(originals, random) };
  }

  /** Examples of the type that a profile is on, or anything. */
  #ofType({ type }: FhirResource): readonly string[] {
    const ofType = this.#files.filter((name) => name.startsWith(`${type}-`));
    return ofType.length === 0 ? this.#files : ofType;
  }

  /** Validates an input. @throws whatever the code under test throws, or an Error when its answer is no answer */
  run({ text, profile, files }: FuzzInput): void {
    const asked = files === undefined ? profile?.url : PROFILE;
    const validator =
      files === undefined ? (profile === undefined ? this.#plain : this.#with(profile)) : this.#withPackage(files);
    const { valid, issues } = validator.validate(text, {
      file: 'fuzz.json',
      ...(typeof asked === 'string' ? { profiles: [asked] } : {}),
    });
    const broken = issues.filter(({ rule }) => rule === 'definition-broken' || rule === 'profile-unusable');
    const unexpected = broken.find(({ message }) => /cannot be read \(/.test(message));
    if (unexpected !== undefined) throw new Error(`A reader of definitions has thrown: ${unexpected.message}`);
    const nameless = broken.find(({ message }) => files !== undefined && !/\.json of [\w.]+#/.test(message));
    if (nameless !== undefined) throw new Error(`Which definition is broken is not said: ${nameless.message}`);
    if (valid === hasErrors(issues)) throw new Error('The verdict is not that of the issues');
    const unreadable = issues.some(({ message }) => message === '' || message.length > 20_000);
    if (unreadable) throw new Error('A message is empty, or too long to read');
    if (valid && !isJson(text)) throw new Error('What is no JSON is called valid');
  }

  /** As a package of `--package` comes to a run: its files are read, and what lacks a snapshot gets one. */
  #withPackage(files: ReadonlyMap<string, string>) {
    const resources = [...files].flatMap(([name, text]): [string, FhirResource][] => {
      const { value } = parseJson(text);
      return isFhirResource(value) ? [[name, value]] : [];
    });
    const added = inMemory(resources);
    const loaded = createDefinitions([...this.#packages, added]);
    const { value } = completeSnapshots(
      resources.map(([, resource]) => resource),
      PACKAGE,
      loaded,
    );
    const completed = resources.map(([name, resource], i): [string, FhirResource] => [name, value[i] ?? resource]);
    const asking = { id: 'command line', version: '0' };
    const packages = [...this.#packages, inMemory(completed)];
    const definitions = createDefinitions(packages, { package: asking, dependencies: [PACKAGE], resources: [] });
    return createValidator({ definitions, terminology: createTerminology(definitions), package: asking });
  }

  #with(profile: FhirResource) {
    const loaded = createDefinitions(this.#packages, { package: owner, dependencies: [], resources: [profile] });
    const { value } = completeSnapshots([profile], owner, loaded);
    const definitions = createDefinitions(this.#packages, { package: owner, dependencies: [], resources: value });
    return createValidator({ definitions, terminology: createTerminology(definitions), package: owner });
  }
}

function inMemory(resources: readonly (readonly [string, FhirResource])[]): InstalledPackage {
  const entries = resources.map(([name, resource], i) => toEntry(resource, name, i, 1));
  const manifest = { name: PACKAGE.id, version: PACKAGE.version };
  return { ...PACKAGE, source: 'file', integrity: '', manifest, entries, read: ({ offset }) => resources[offset]?.[1] };
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

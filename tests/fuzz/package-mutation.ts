import type { FhirResource } from '../../scripts/model/fhir.ts';
import { expressions, patterns } from './hostile.ts';
import { mutated } from './mutate.ts';
import { mutatedProfile } from './profile-mutation.ts';
import type { Random } from './random.ts';

type Json = Record<string, unknown>;

export const PACKAGE = { id: 'fuzz.package', version: '1.0.0' };
const BASE = 'https://fuzz.test/';
export const PROFILE: string = `${BASE}StructureDefinition/p`;
const VALUE_SET = `${BASE}ValueSet/v`;
const CODE_SYSTEM = `${BASE}CodeSystem/c`;

/** Definitions out of R4 that a package is made from. */
export interface Originals {
  readonly profile: Json;
  readonly valueSet: Json;
  readonly codeSystem: Json;
}

/**
 * The files of a package in which definitions need each other: a profile binds to a value set of a code system. Each is
 * changed by chance: parts dropped, null, of a wrong type, deep, circular or huge.
 */
export function mutatedPackage(originals: Originals, random: Random): Map<string, string> {
  const profile = { ...boundTo(VALUE_SET, originals.profile), id: 'p', url: PROFILE };
  const valueSet = { ...includingOwn(originals.valueSet), id: 'v', url: VALUE_SET };
  const codeSystem = { ...originals.codeSystem, id: 'c', url: CODE_SYSTEM };
  const changed: [string, unknown][] = [
    ['StructureDefinition-p.json', random.chance(0.6) ? changedProfile(profile, random) : profile],
    ['ValueSet-v.json', random.chance(0.6) ? changedValueSet(valueSet, random) : valueSet],
    ['CodeSystem-c.json', random.chance(0.6) ? mutated(codeSystem, random) : codeSystem],
  ];
  return new Map(
    changed.map(([name, value]) => [name, random.chance(0.03) ? deepText(random) : JSON.stringify(value)]),
  );
}

/** A resource that needs the package's code system wherever it names a system. */
export function inNeedOf(resource: FhirResource, random: Random): FhirResource {
  const text = JSON.stringify(resource).replace(/"system":"[^"]*"/g, (stated) =>
    random.chance(0.5) ? `"system":"${CODE_SYSTEM}"` : stated,
  );
  return JSON.parse(text) as FhirResource;
}

function boundTo(valueSet: string, profile: Json): Json {
  return JSON.parse(JSON.stringify(profile).replace(/"valueSet":"[^"]*"/g, `"valueSet":"${valueSet}"`)) as Json;
}

function includingOwn(valueSet: Json): Json {
  return JSON.parse(JSON.stringify(valueSet).replace(/"system":"[^"]*"/g, `"system":"${CODE_SYSTEM}"`)) as Json;
}

function changedProfile(profile: Json, random: Random): Json {
  const changed = mutatedProfile(profile, random);
  const { snapshot, differential, ...rest } = changed;
  const views = random.pick([
    { snapshot, differential },
    { differential },
    { snapshot },
    { snapshot: null, differential },
  ]);
  return {
    ...rest,
    ...views,
    baseDefinition: random.chance(0.1) ? random.pick([PROFILE, '', 5, VALUE_SET]) : profile.baseDefinition,
    ...(random.chance(0.1)
      ? random.pick<Json>([{ type: null }, { type: 'toString' }, { kind: 5 }, { url: null }])
      : {}),
  };
}

const composes: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => 'x',
  () => ({ include: [null, { system: CODE_SYSTEM }] }),
  () => ({
    include: [{ valueSet: [VALUE_SET, VALUE_SET] }, { system: CODE_SYSTEM }],
    exclude: [{ valueSet: [VALUE_SET] }],
  }),
  (random) => ({ include: Array.from({ length: random.below(5_000) }, () => ({ valueSet: [VALUE_SET] })) }),
  (random) => ({
    include: [
      {
        system: CODE_SYSTEM,
        filter: [
          {
            property: random.pick(['concept', 'code', 'display', 'parent', '__proto__']),
            op: random.pick([
              'is-a',
              'descendent-of',
              'is-not-a',
              'generalizes',
              'regex',
              'in',
              'exists',
              'child-of',
              'x',
            ]),
            value: random.pick([...patterns, ...expressions.slice(0, 5), 'a', '__proto__', '']),
          },
        ],
      },
    ],
  }),
];

function changedValueSet(valueSet: Json, random: Random): unknown {
  return random.chance(0.5)
    ? { ...valueSet, compose: random.pick(composes)(random) }
    : { ...mutated(valueSet, random), resourceType: 'ValueSet', url: VALUE_SET };
}

function deepText(random: Random): string {
  const levels = random.pick([400, 600, 100_000]);
  return `{"resourceType":"ValueSet","url":"${VALUE_SET}","compose":${'['.repeat(levels)}${']'.repeat(levels)}}`;
}

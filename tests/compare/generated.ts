import { compareVersions } from '../../scripts/compare/compare.ts';
import type { Change } from '../../scripts/compare/result/change.ts';
import type { Side } from '../../scripts/compare/tree/side.ts';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { exampleUrl, guide, make, profile, type Stated } from '../snapshot/profile.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { edits } from './edits.ts';
import { side } from './sides.ts';

/** A profile that says some of the edits, under the names of these. */
export interface Variant {
  readonly name: string;
  readonly stated: readonly Stated[];
}

/** The profile that says nothing, and those that say one of the edits each. */
export const single: readonly Variant[] = [
  { name: 'nothing', stated: [] },
  ...Object.entries(edits).flatMap(([thing, ways]) =>
    Object.entries(ways).map(([way, stated]) => ({ name: `${thing} ${way}`, stated })),
  ),
];

/** One that says something of each thing, or nothing, as the numbers choose. */
export function mixed(choose: (most: number) => number): Variant {
  const chosen = Object.entries(edits).flatMap(([thing, ways]) => {
    const [way, stated] = Object.entries(ways)[choose(Object.keys(ways).length + 2)] ?? [];
    return way === undefined || stated === undefined ? [] : [{ name: `${thing} ${way}`, stated }];
  });
  const order = ['Observation', 'category', 'code', 'subject', 'effective', 'value', 'note'];
  const placeOf = ({ path }: Stated) =>
    order.findIndex((each) => path.includes(each) && (each !== 'Observation' || path === each));
  return {
    name: chosen.map(({ name }) => name).join(' + ') || 'nothing',
    stated: chosen.flatMap(({ stated }) => stated).toSorted((a, b) => placeOf(a) - placeOf(b)),
  };
}

const sides = new Map<Variant, Side>();

const found = new Map<string, readonly Change[]>();

export function between(old: Variant, now: Variant): readonly Change[] {
  const key = `${old.name} → ${now.name}`;
  const changes = found.get(key) ?? compared(old, now);
  found.set(key, changes);
  return changes;
}

function compared(old: Variant, now: Variant): readonly Change[] {
  const sideOf = (variant: Variant) => {
    const known = sides.get(variant) ?? side([profile(variant.stated).resource]);
    sides.set(variant, known);
    return known;
  };
  return compareVersions(sideOf(old), sideOf(now)).changes;
}

const base: FhirResource = {
  resourceType: 'Observation',
  status: 'final',
  category: [{ text: 'one' }],
  code: { coding: [{ system: 'http://loinc.org', code: '6301-6', display: 'INR ratio.' }], text: 'INR ratio.' },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-01-01',
  valueQuantity: { value: 70, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  note: [{ authorString: 'A', text: 'Note' }],
};

const ours = { system: 'http://loinc.org', code: '6301-6' };
/** An extension that FHIR has, and that may stand everywhere. */
const noted = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** An instance with all that the edits are about, and what comes of it by one or two changes. */
export function instances(): FhirResource[] {
  const changed: FhirResource[] = [
    { ...base, status: 'amended' },
    { ...base, category: [{ text: 'one' }, { text: 'two' }] },
    { ...base, category: [{ text: 'one' }, { text: 'one' }] },
    { ...base, category: [{ text: 'two' }] },
    { ...base, category: [{ text: 'three' }] },
    { ...base, note: [{ text: 'One' }, { text: 'Two' }] },
    { ...base, note: [{ authorReference: { reference: 'Patient/1' }, text: 'Note' }] },
    {
      ...base,
      contained: [{ resourceType: 'Group', id: 'in', type: 'person', actual: true }],
      subject: { reference: '#in' },
    },
    { ...base, contained: [{ resourceType: 'Device', id: 'in' }], subject: { reference: '#in' } },
    { ...base, valueQuantity: { value: 700, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
    { ...base, valueQuantity: { value: -1 } },
    { ...base, code: { coding: [{ system: 'http://loinc.org', code: '6301-6' }] } },
    { ...base, code: { coding: [{ system: 'http://loinc.org', code: '2345-7' }], text: 'A text that is long' } },
    { ...base, code: { coding: [{ code: '6301-6' }] } },
    { ...base, code: { coding: [ours, { system: 'http://example.org', code: 'a' }], text: 'INR ratio.' } },
    { ...base, code: { coding: [ours, { ...ours, code: '2345-7' }], text: 'INR ratio.' } },
    { ...base, note: [{ text: 'Note', extension: [{ url: noted, valueCode: 'unknown' }] }] },
    { ...base, code: { text: 'INR ratio.' } },
    { ...base, method: { text: 'By hand' } },
    { ...base, bodySite: { text: 'Arm' } },
  ];
  const without = (resource: FhirResource, ...names: string[]) =>
    Object.fromEntries(Object.entries(resource).filter(([name]) => !names.includes(name))) as FhirResource;
  changed.push(
    { ...without(base, 'effectiveDateTime'), effectivePeriod: { start: '2026-01-01' } } as FhirResource,
    { ...without(base, 'effectiveDateTime'), effectiveInstant: '2026-01-01T00:00:00Z' } as FhirResource,
    { ...without(base, 'valueQuantity'), valueString: 'fast' } as FhirResource,
  );
  const optional = ['category', 'subject', 'effectiveDateTime', 'valueQuantity', 'note'];
  const fewer = [base, ...changed].flatMap((each) =>
    optional.filter((name) => name in each).map((name) => without(each, name)),
  );
  return [base, ...changed, ...fewer];
}

/** Tells whether an instance is valid under a variant, by our validator. */
export async function verdicts(
  variants: readonly Variant[],
): Promise<(resource: FhirResource, variant: Variant) => boolean> {
  const packages = await npmPackages();
  const named = variants.map((variant, index) => ({
    variant,
    definition: profile(variant.stated, { id: `variant-${index}` }),
  }));
  const resources = make(named.map(({ definition }) => definition)).snapshots.map(
    (each) => each as unknown as FhirResource,
  );
  const dependencies = packages.map(({ id, version }) => ({ id, version }));
  const definitions = createDefinitions(packages, { package: guide, dependencies, resources });
  const validator = createValidator({
    definitions,
    terminology: createTerminology(definitions),
    package: guide,
    allowExampleUrls: true,
  });
  const urls = new Map(named.map(({ variant }, index) => [variant, exampleUrl(`variant-${index}`)]));
  const known = new Map<Variant, Map<FhirResource, boolean>>();
  return (resource, variant) => {
    const memory = known.get(variant) ?? new Map<FhirResource, boolean>();
    known.set(variant, memory);
    const before = memory.get(resource);
    if (before !== undefined) return before;
    const { valid } = validator.validateResource(resource, {
      file: 'instance.json',
      profiles: [urls.get(variant) ?? ''],
    });
    memory.set(resource, valid);
    return valid;
  };
}

/**
 * Holds the classes against the validator: where nothing may break who sends, what was valid must stay so; where nothing
 * may break who reads, what is valid must have been so.
 * @returns how many pairs were such, and those that are wrong with an instance that shows it
 */
export function refused(
  pairs: Iterable<readonly [old: Variant, now: Variant]>,
  all: readonly FhirResource[],
  isValid: (resource: FhirResource, variant: Variant) => boolean,
  of: 'producer' | 'consumer' = 'producer',
): { readonly safe: number; readonly broken: readonly string[] } {
  const broken: string[] = [];
  let safe = 0;
  for (const [old, now] of pairs) {
    if (between(old, now).some((change) => mayBreak(change, of))) continue;
    safe++;
    const [fits, failsNot] = of === 'producer' ? [old, now] : [now, old];
    const witness = all.find((each) => isValid(each, fits) && !isValid(each, failsNot));
    if (witness !== undefined) broken.push(`${old.name} → ${now.name}: ${JSON.stringify(witness)}`);
  }
  return { safe, broken };
}

function mayBreak(change: Change, of: 'producer' | 'consumer'): boolean {
  const impact = change.class[of];
  return impact === 'breaking' || impact === 'may-break';
}

/** Numbers that look like chance and are the same in every run. */
export function numbers(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % most;
  };
}

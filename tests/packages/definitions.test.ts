import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { explainCanonical } from '../../scripts/packages/definitions/explain.ts';
import { packageRef, tinyPackage, valueSet } from './tiny-package.ts';

const METHOD = 'http://example.org/ValueSet/method';
const SITE = 'http://example.org/ValueSet/site';
const CORE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/birthPlace';
const PATIENT = 'http://hl7.org/fhir/StructureDefinition/Patient';

const type = (url: string, version: string): FhirResource => ({
  resourceType: 'StructureDefinition',
  id: url.slice(url.lastIndexOf('/') + 1),
  url,
  version,
  kind: 'resource',
  derivation: 'specialization',
});
const extension = (version: string): FhirResource => ({
  resourceType: 'StructureDefinition',
  id: 'birthPlace',
  url: CORE_EXTENSION,
  version,
  kind: 'complex-type',
  derivation: 'constraint',
});

const core = tinyPackage('hl7.fhir.r4.core#4.0.1', [type(PATIENT, '4.0.1'), extension('4.0.1')]);
const otherCore = tinyPackage('hl7.fhir.r5.core#5.0.0', [
  type(PATIENT, '5.0.0'),
  type(PATIENT.replace('Patient', 'ActorDefinition'), '5.0.0'),
]);
const extensions = tinyPackage('hl7.fhir.uv.extensions.r4#5.2.0', [extension('5.2.0')]);
const lists = tinyPackage('example.lists#1.4.0', [valueSet(SITE, '2025')]);
const oldLists = tinyPackage('example.oldlists#0.1.0', [valueSet(SITE, '2022')]);
const base1 = tinyPackage('example.base#1.0.0', [valueSet('http://example.org/ValueSet/base', '1.0.0')]);
const base2 = tinyPackage('example.base#2.0.0', [valueSet('http://example.org/ValueSet/base', '2.0.0')]);
const vitals1 = tinyPackage('example.vitals#3.0.1', [valueSet(METHOD, '3.0.1')], {
  'hl7.fhir.r4.core': '4.0.1',
  'example.base': '1.0.0',
});
const vitals2 = tinyPackage('example.vitals#3.2.0', [valueSet(METHOD, '3.2.0')], {
  'hl7.fhir.r4.core': '4.0.1',
  'example.base': '2.0.0',
  'example.lists': '1.4.0',
});
const packages: readonly InstalledPackage[] = [core, extensions, lists, base1, base2, vitals1, vitals2];
const guide = {
  package: packageRef('example.guide#0.1.0'),
  dependencies: [packageRef('example.vitals#3.0.1'), packageRef('example.vitals#3.2.0')],
  resources: [valueSet('http://example.org/ValueSet/own', '0.1.0')],
};
const definitions = createDefinitions(packages, guide);

function answer(canonical: string, from?: string, of = definitions): string {
  const resolution = of.explain(canonical, from === undefined ? undefined : packageRef(from));
  if (resolution === undefined) return 'nothing';
  return `${resolution.package.id}#${resolution.package.version} ${resolution.reason}`;
}

describe('a reference without a version means', () => {
  test('what the asking package itself has, also when a newer version of that package is loaded', () => {
    expect(answer(METHOD, 'example.vitals#3.0.1')).toBe('example.vitals#3.0.1 same-package');
    expect(answer(METHOD, 'example.vitals#3.2.0')).toBe('example.vitals#3.2.0 same-package');
  });

  test('what the version that the asking package depends on has', () => {
    expect(answer('http://example.org/ValueSet/base', 'example.vitals#3.0.1')).toBe('example.base#1.0.0 dependency');
    expect(answer('http://example.org/ValueSet/base', 'example.vitals#3.2.0')).toBe('example.base#2.0.0 dependency');
  });

  test('what any loaded package has, when no dependency does', () => {
    expect(answer(SITE, 'example.vitals#3.0.1')).toBe('example.lists#1.4.0 only-candidate');
  });

  test('the newest of what is loaded, when no dependency has it and several packages do', () => {
    const both = createDefinitions([core, oldLists, lists, vitals1]);
    expect(answer(SITE, 'example.vitals#3.0.1', both)).toBe('example.lists#1.4.0 newest');
  });

  test('for the guide: its own, else the newest of two versions that it declares', () => {
    expect(answer('http://example.org/ValueSet/own', 'example.guide#0.1.0')).toBe('example.guide#0.1.0 same-package');
    expect(answer(METHOD, 'example.guide#0.1.0')).toBe('example.vitals#3.2.0 newest-dependency');
    expect(definitions.explain(METHOD, guide.package)?.others).toEqual([
      { package: packageRef('example.vitals#3.0.1'), version: '3.0.1' },
    ]);
  });

  test('for the guide: a nearer dependency before a farther one, whichever is newer', () => {
    const declaring = createDefinitions(packages, {
      ...guide,
      dependencies: [packageRef('example.base#1.0.0'), packageRef('example.vitals#3.2.0')],
    });
    expect(answer('http://example.org/ValueSet/base', 'example.guide#0.1.0', declaring)).toBe(
      'example.base#1.0.0 dependency',
    );
  });

  test('for a dependency whose version is not loaded: the newest loaded version of that package', () => {
    const asking = tinyPackage('example.c#1.0.0', [], { 'example.base': '1.5.0' });
    expect(
      answer('http://example.org/ValueSet/base', 'example.c#1.0.0', createDefinitions([core, base1, base2, asking])),
    ).toBe('example.base#2.0.0 dependency');
  });
});

describe('FHIR itself', () => {
  test('the extensions package answers before the core package, whoever asks', () => {
    for (const from of [undefined, 'example.guide#0.1.0', 'example.base#1.0.0']) {
      expect(answer(CORE_EXTENSION, from)).toBe('hl7.fhir.uv.extensions.r4#5.2.0 dependency');
    }
  });

  test('no other package answers for a type of the core package, not even a newer FHIR', () => {
    const asking = tinyPackage('example.c#1.0.0', [], { 'hl7.fhir.r5.core': '5.0.0' });
    const both = createDefinitions([core, otherCore, asking], {
      ...guide,
      dependencies: [packageRef('hl7.fhir.r5.core#5.0.0')],
    });
    for (const from of [undefined, 'example.guide#0.1.0', 'example.c#1.0.0']) {
      expect(answer(PATIENT, from, both)).toBe('hl7.fhir.r4.core#4.0.1 dependency');
    }
    expect(answer(`${PATIENT}|5.0.0`, undefined, both)).toBe('hl7.fhir.r5.core#5.0.0 exact-version');
    expect(answer(PATIENT.replace('Patient', 'ActorDefinition'), undefined, both)).toBe(
      'hl7.fhir.r5.core#5.0.0 only-candidate',
    );
  });
});

describe('a reference with a version means', () => {
  test('that version, whoever asks', () => {
    expect(answer(`${METHOD}|3.0.1`, 'example.vitals#3.2.0')).toBe('example.vitals#3.0.1 exact-version');
    expect(answer(`${METHOD}|3.2.0`, 'example.vitals#3.0.1')).toBe('example.vitals#3.2.0 exact-version');
  });

  test('nothing, when that version is not loaded', () => {
    expect(definitions.resolve(`${METHOD}|9.9.9`, packageRef('example.vitals#3.2.0'))).toBeUndefined();
  });

  test('any version that begins so, the one of the nearest package first', () => {
    expect(answer(`${METHOD}|3.0`, 'example.guide#0.1.0')).toBe('example.vitals#3.0.1 exact-version');
    expect(answer(`${METHOD}|3`, 'example.vitals#3.0.1')).toBe('example.vitals#3.0.1 exact-version');
    expect(answer(`${PATIENT}|4.0`)).toBe('hl7.fhir.r4.core#4.0.1 exact-version');
  });

  test('the package’s version, for a resource that has none of its own', () => {
    const plain = createDefinitions([core, tinyPackage('example.plain#1.1.0', [valueSet(SITE)])]);
    expect(answer(`${SITE}|1.1.0`, undefined, plain)).toBe('example.plain#1.1.0 exact-version');
    expect(answer(`${SITE}|1.2.0`, undefined, plain)).toBe('nothing');
  });

  test('a fragment is no part of it', () => {
    expect(answer(`${PATIENT}#Patient.name`)).toBe('hl7.fhir.r4.core#4.0.1 dependency');
    expect(answer('#contained')).toBe('nothing');
  });
});

describe('what is resolved', () => {
  test('is one object for one definition, under every name', () => {
    const first = definitions.resolve(METHOD, packageRef('example.vitals#3.0.1'));
    const second = definitions.resolve(`${METHOD}|3.0.1`);
    expect(first?.resource).toBe(second?.resource);
    expect(first?.resource).toMatchObject({ url: METHOD, version: '3.0.1' });
    expect(createDefinitions(packages).resolve(`${METHOD}|3.0.1`)?.resource).toBe(first?.resource);
  });

  test('is listed by type without being read, the guide’s own included', () => {
    const unread = {
      ...vitals1,
      read: () => {
        throw new Error('read');
      },
    };
    const found = createDefinitions([core, unread], guide).list('ValueSet');
    expect(found.map(({ url, version }) => `${url}|${version}`)).toEqual([
      'http://example.org/ValueSet/own|0.1.0',
      `${METHOD}|3.0.1`,
    ]);
  });
});

describe('an explanation', () => {
  test('names the packages on the way from the one that asks to the one that answers', () => {
    const {
      answer: found,
      chain,
      ambiguous,
    } = explainCanonical('http://example.org/ValueSet/base', definitions, guide.package);
    expect(found?.package).toEqual(packageRef('example.base#2.0.0'));
    expect(chain.map(({ id, version }) => `${id}#${version}`)).toEqual([
      'example.guide#0.1.0',
      'example.vitals#3.2.0',
      'example.base#2.0.0',
    ]);
    expect(ambiguous).toBe(true);
  });

  test('tells what is loaded when the version asked for is not', () => {
    const { answer: found, loaded } = explainCanonical(`${METHOD}|9.9.9`, definitions);
    expect(found).toBeUndefined();
    expect(loaded.map(({ version }) => version)).toEqual(['3.0.1', '3.2.0']);
  });
});

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { npmSource } from '../../scripts/packages/source/npm-source.ts';
import type { PackageContent } from '../../scripts/packages/source/source.ts';
import figures from './r4-core.figures.json' with { type: 'json' };
import { neverAborted } from './tiny-package.ts';

/** Where the figures come from is said in the file itself. */
describe('FHIR R4 core, selected from the package of examples', () => {
  let content: PackageContent | undefined;
  const byType = new Map<string, number>();
  const definitions: StructureDefinition[] = [];

  beforeAll(async () => {
    const found = await npmSource([process.cwd()]).find({
      id: 'hl7.fhir.r4.core',
      version: '4.0.1',
      signal: neverAborted,
    });
    content = (await found.value?.load([], neverAborted))?.value;
    for (const { text } of content?.files() ?? []) {
      const resource = JSON.parse(text);
      byType.set(resource.resourceType, (byType.get(resource.resourceType) ?? 0) + 1);
      if (resource.resourceType === 'StructureDefinition') definitions.push(resource);
    }
  });

  test('says that it is the core package', () => {
    expect(content?.manifest).toMatchObject({ name: 'hl7.fhir.r4.core', version: '4.0.1', fhirVersions: ['4.0.1'] });
  });

  test('has as many resources as SUSHI finds in the published package', () => {
    expect([...byType.values()].reduce((sum, count) => sum + count, 0)).toBe(figures.resources);
    expect(Object.fromEntries(byType)).toEqual(figures.byType);
  });

  test('has the elements of every type that another library finds in R4', () => {
    const ours = Object.fromEntries(
      definitions.filter(isType).map((definition) => [definition.type, fingerprint(definition)]),
    );
    expect(ours).toEqual(figures.elements);
  });
});

function isType({ kind, derivation, type }: StructureDefinition): boolean {
  const isSpecialization = derivation !== 'constraint' && (kind === 'resource' || kind === 'complex-type');
  return isSpecialization && type in figures.elements;
}

function fingerprint({ snapshot }: StructureDefinition): { paths: number; sha256: string } {
  const paths = new Set(
    (snapshot?.element ?? [])
      .filter(({ path, contentReference }) => path.includes('.') && contentReference === undefined)
      .flatMap(({ path, type = [] }) =>
        path.endsWith('[x]')
          ? type.map(({ code }) => path.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1))
          : [path],
      ),
  );
  const sha256 = createHash('sha256')
    .update([...paths].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);
  return { paths: paths.size, sha256 };
}

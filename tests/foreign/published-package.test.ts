import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import { temporaryFolder, tinyPackage, writeFiles } from '../packages/tiny-package.ts';
import { make, profile } from '../snapshot/profile.ts';
import { r4Core } from '../snapshot/published-packages.ts';
import { besidePublished } from './snapshots.ts';

const patient = r4Core.find('http://hl7.org/fhir/StructureDefinition/Patient');
if (patient === undefined) throw new Error('R4 has no Patient.');
const r4 = [tinyPackage('hl7.fhir.r4.core#4.0.1', [patient as FhirResource & StructureDefinition])];

async function archiveOf(definitions: readonly StructureDefinition[]): Promise<string> {
  const folder = temporaryFolder();
  const files = definitions.map((each) => [`package/StructureDefinition-${each.id}.json`, JSON.stringify(each)]);
  writeFiles(folder, Object.fromEntries([...files, ['package/package.json', '{}'], ['package/other/StructureDefinition-x.json', '?']])); // biome-ignore format: one line
  const file = join(folder, 'package.tgz');
  await create({ file, cwd: folder, gzip: true }, ['package']);
  return file;
}

test('what a package was published with is held against what we make of its differentials, its own bases among them', async () => {
  const base = profile([{ path: 'Patient.active', min: 1 }], { id: 'base', type: 'Patient' });
  const next = profile([{ path: 'Patient.active', mustSupport: true }], {
    id: 'next',
    type: 'Patient',
    base: base.resource.url,
  });
  const lost = profile([], { id: 'lost', type: 'Patient', base: 'http://example.org/StructureDefinition/nowhere' });
  const [madeBase, madeNext] = make([base, next]).snapshots;
  if (madeBase?.snapshot === undefined || madeNext?.snapshot === undefined) throw new Error('No snapshots were made.');
  const weaker = madeNext.snapshot.element.map((each) => (each.id === 'Patient.active' ? { ...each, min: 0 } : each));
  const count = weaker.length;

  const all = await besidePublished(await archiveOf([madeBase, madeNext]), r4);
  expect(all).toEqual({ figures: { of: 2, same: 2, elements: { of: 2 * count, same: 2 * count } }, report: '' });

  const published = [
    madeBase,
    { ...madeNext, snapshot: { element: weaker } },
    { ...lost.resource, snapshot: { element: weaker } },
  ];
  const { figures, report } = await besidePublished(await archiveOf(published), r4);
  expect(figures).toEqual({ of: 3, same: 1, elements: { of: 2 * count, same: 2 * count - 1 } });
  expect(report).toContain('http://example.org/StructureDefinition/next Patient.active.min: 0 <> 1\n');
  expect(report).toContain('http://example.org/StructureDefinition/lost: refused by ours alone: The base ');
});

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';
import { generateSnapshots } from '../../scripts/snapshot/generate.ts';
import { type BesideGenerator, besideGenerator } from '../snapshot/beside-hl7/comparison.ts';
import { askGenerator } from '../snapshot/beside-hl7/generator.ts';
import { reasonOf } from '../snapshot/beside-hl7/known-differences.ts';

/** Snapshots of a guide: how many there are, and how many of them, and of their elements, are the same. */
export interface SnapshotFigures {
  readonly of: number;
  readonly same: number;
  readonly elements: { readonly of: number; readonly same: number };
}

interface Found {
  readonly figures: SnapshotFigures;
  /** A line for each, with the reason where it is known. */
  readonly report: string;
}

const definitionFile = /^StructureDefinition-[^/]*\.json$/;

/** Our snapshots of a built guide beside those that HL7's generator makes of the same differentials with the same packages. */
export async function besideHl7Generator(
  folder: string,
  packages: readonly InstalledPackage[],
  signal: AbortSignal,
): Promise<Found> {
  const guide = builtDefinitions(folder);
  const canonicalOf = ({ url, version }: StructureDefinition) => (version === undefined ? url : `${url}|${version}`);
  const answers = await askGenerator(packages, guide.map(canonicalOf), { signal, guide });
  const ours = guide.map((each) => ({ canonical: canonicalOf(each), elements: elementsOf(each), refusal: 'none' }));
  return tell(besideGenerator(ours, answers));
}

/**
 * The snapshots of a published package beside those that we make of its differentials with the guide's packages: another
 * SUSHI may have made them, and other differentials than ours.
 */
export async function besidePublished(archive: string, packages: readonly InstalledPackage[]): Promise<Found> {
  const published = [...(await readArchiveFiles(archive))]
    .filter(([name]) => name.startsWith('package/') && definitionFile.test(name.slice('package/'.length)))
    .map(([, content]) => JSON.parse(content.toString('utf8')) as StructureDefinition);
  const guide = { id: 'published', version: '0' };
  const resources = published.map(
    ({ snapshot: _, ...differential }) => differential as FhirResource & StructureDefinition,
  );
  const dependencies = packages.map(({ id, version }) => ({ id, version }));
  const definitions = createDefinitions(packages, { package: guide, dependencies, resources });
  const { value, issues } = generateSnapshots(
    resources.map((resource) => ({ resource, package: guide })),
    {
      resolve: (wanted, from) => definitions.resolve(wanted, from) as Definition<StructureDefinition> | undefined,
    },
  );
  const made = new Map(value.map((each) => [each.url, each]));
  const ours = published.map(({ url, id }) => ({
    canonical: url,
    elements: elementsOf(made.get(url)),
    refusal: issues.flatMap(({ message }) => (message.includes(id ?? url) ? message : [])).join(' '),
  }));
  const answers = published.map((definition) => ({ canonical: definition.url, definition }));
  return tell(besideGenerator(ours, answers));
}

function builtDefinitions(folder: string): StructureDefinition[] {
  const built = join(folder, 'build', 'package');
  return readdirSync(built)
    .filter((name) => definitionFile.test(basename(name)))
    .map((name) => JSON.parse(readFileSync(join(built, name), 'utf8')) as StructureDefinition);
}

function elementsOf(definition: StructureDefinition | undefined) {
  const elements = definition?.snapshot?.element ?? [];
  return elements.length === 0 ? undefined : elements;
}

function tell({ profiles, same, elements, equal, differences }: BesideGenerator): Found {
  const lines = differences.map((difference) => {
    const reason = reasonOf(difference);
    return reason === undefined ? difference : `${difference}\n  known: ${reason}`;
  });
  return {
    figures: { of: profiles, same, elements: { of: elements, same: equal } },
    report: lines.map((line) => `${line}\n`).join(''),
  };
}

import { join } from 'node:path';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { ProjectDependency } from '../../scripts/model/project.ts';
import { npmSource } from '../../scripts/packages/source/npm-source.ts';
import type { PackageSourceReader } from '../../scripts/packages/source/source.ts';
import { type BuildStandIn, type BuiltPackage, standInSource } from '../../scripts/packages/source/stand-in-source.ts';
import { manifestText, packageRef, temporaryFolder, writeFiles } from './tiny-package.ts';

export interface TinyNpmPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly resources?: readonly FhirResource[];
}

/** A project whose node_modules holds packages, by `id#version`. */
export function npmProject(packages: Readonly<Record<string, TinyNpmPackage>>, project = temporaryFolder()): string {
  for (const [key, { dependencies = {}, resources = [] }] of Object.entries(packages)) {
    const ref = packageRef(key);
    const files = resources.map((each) => [`${each.resourceType}-${each.id}.json`, JSON.stringify(each)] as const);
    writeFiles(join(project, 'node_modules', ref.id), {
      'package.json': manifestText(ref, dependencies),
      ...Object.fromEntries(files),
    });
  }
  return project;
}

export const CORE: Readonly<Record<string, TinyNpmPackage>> = {
  'hl7.fhir.r4.core#4.0.1': {
    resources: [{ resourceType: 'StructureDefinition', id: 'Patient', snapshot: { element: [{ path: 'Patient' }] } }],
  },
};

/** Stand-ins under a project's upstream/, by `id#version`; each has one FSH file. */
export function writeStandIns(
  project: string,
  standIns: Readonly<Record<string, Readonly<Record<string, string>>>>,
): void {
  for (const [key, dependencies] of Object.entries(standIns)) {
    const { id, version } = packageRef(key);
    const declared = Object.entries(dependencies).map(([name, wanted]) => `  ${name}: ${wanted}\n`);
    writeFiles(join(project, 'upstream', id, version), {
      'sushi-config.yaml': `id: ${id}\ncanonical: http://example.org/${id}\nversion: ${version}\nfhirVersion: 4.0.1\n${
        declared.length === 0 ? '' : `dependencies:\n${declared.join('')}`
      }`,
      'input/fsh/a.fsh': `ValueSet: A\nId: a\n`,
    });
  }
}

export function tinySources(
  project: string,
  build: BuildStandIn = buildOneValueSet,
  fingerprint = 'compiler 1',
): PackageSourceReader[] {
  return [
    npmSource([project]),
    standInSource({ folders: [{ path: join(project, 'upstream'), isOwn: true }], build, fingerprint }),
  ];
}

export const buildOneValueSet: BuildStandIn = async (folder) => {
  const built: BuiltPackage = {
    manifest: { name: 'ignored', version: 'ignored', title: folder.split('/').at(-2) ?? '' },
    files: new Map([['ValueSet-a.json', '{"resourceType":"ValueSet","id":"a"}']]),
  };
  return { value: built, issues: [] };
};

export function declares(...dependencies: string[]): { fhirVersion: string; dependencies: ProjectDependency[] } {
  return {
    fhirVersion: '4.0.1',
    dependencies: dependencies.map((key, at) => ({
      ...packageRef(key),
      position: { file: 'sushi-config.yaml', line: 10 + at },
    })),
  };
}

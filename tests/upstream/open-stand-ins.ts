import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { Outcome } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { readProject } from '../../scripts/pipeline/guide/project.ts';
import { openProjectPackages } from '../../scripts/pipeline/packages/packages.ts';

const upstream = fileURLToPath(new URL('../../upstream/', import.meta.url));

/** `id` and `version` of every FSH project under upstream/. */
export function standInRefs(): { id: string; version: string }[] {
  return readdirSync(upstream, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(upstream, name)).map((version) => ({ id: name, version })))
    .filter(({ id, version }) => existsSync(join(upstream, id, version, 'sushi-config.yaml')));
}

/** Compiles all stand-ins as a project that depends on each of them would. */
export async function openStandIns(): Promise<Outcome<InstalledPackage[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'stand-ins-'));
  try {
    mkdirSync(join(folder, 'input', 'fsh'), { recursive: true });
    symlinkSync(upstream, join(folder, 'upstream')); // stand-ins serve the project that has them
    writeFileSync(join(folder, 'sushi-config.yaml'), stringify(config()));
    const { value: project, issues } = readProject(folder);
    if (project === undefined) return { value: [], issues };
    const { signal } = new AbortController();
    const opened = await openProjectPackages(folder, project, { signal, offline: true });
    return { value: opened.value, issues: [...issues, ...opened.issues] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every resource of a package that has a URL, by that URL. */
export function resourcesByUrl(installed: InstalledPackage): ReadonlyMap<string, FhirResource> {
  return new Map(
    installed.entries.flatMap((entry): [string, FhirResource][] =>
      entry.url === undefined ? [] : [[entry.url, installed.read(entry) as FhirResource]],
    ),
  );
}

function config(): object {
  const dependencies = standInRefs().map(({ id, version }, index) => [`p${index}@npm:${id}`, version]);
  return {
    id: 'stand.ins',
    canonical: 'http://example.org/stand-ins',
    name: 'StandIns',
    status: 'draft',
    version: '0.1.0',
    fhirVersion: '4.0.1',
    FSHOnly: true,
    dependencies: Object.fromEntries(dependencies),
  };
}

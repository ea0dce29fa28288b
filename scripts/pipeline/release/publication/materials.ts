import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../files/read-file.ts';
import { LONGEST_SOURCE } from '../../../files/size.ts';
import { isJsonObject, type JsonObject } from '../../../model/fhir.ts';
import { readLockfile } from '../../../packages/lockfile.ts';
import { readRelease } from '../../../publish/release.ts';
import { textOf } from '../../../release/json-text.ts';
import type { Material } from '../../../release/publication/bill-of-materials.ts';
import { toolchainFolder } from '../../guide/toolchain.ts';

/** All that a guide's site is made from: its packages, the IG Publisher, this program and what it stands on. */
export function materialsOf(project: string): readonly Material[] {
  const { value: lock } = readLockfile(project);
  const packages = (lock?.packages ?? []).map(
    ({ id, version, integrity, source, resolved }): Material => ({
      name: id,
      version,
      kind: 'fhir-package',
      integrity,
      properties: { source, ...(resolved === undefined ? {} : { resolved }) },
    }),
  );
  const { version } = readRelease(join(toolchainFolder, 'publisher'));
  return [...packages, { name: 'org.hl7.fhir.publisher', version, kind: 'program' }, ...ownPackages()];
}

/** By the lockfile of the toolchain; where it is installed as a package, what its package.json names. */
function ownPackages(): Material[] {
  const own = readObject('package.json');
  const program: Material = {
    name: textOf(own, 'name') ?? 'ig',
    version: textOf(own, 'version') ?? '',
    kind: 'program',
  };
  const { packages } = readObject('package-lock.json');
  if (isJsonObject(packages))
    return [
      program,
      ...Object.entries(packages).flatMap(([place, each]): Material[] => {
        const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
        if (place === '' || !isJsonObject(each) || each.dev === true || each.optional === true) return [];
        const version = textOf(each, 'version');
        return version === undefined
          ? []
          : [
              {
                name: textOf(each, 'name') ?? name,
                version,
                kind: 'npm-package',
                integrity: textOf(each, 'integrity'),
              },
            ];
      }),
    ];
  const dependencies = isJsonObject(own.dependencies) ? own.dependencies : {};
  return [
    program,
    ...Object.entries(dependencies).map(
      ([name, version]): Material => ({ name, version: String(version), kind: 'npm-package' }),
    ),
  ];
}

function readObject(name: string): JsonObject {
  const file = join(toolchainFolder, name);
  const value: unknown = existsSync(file) ? JSON.parse(readText(file, LONGEST_SOURCE)) : {};
  return isJsonObject(value) ? value : {};
}

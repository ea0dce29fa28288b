import type { Definition, DefinitionInfo, Definitions } from '../../scripts/model/definition/definitions.ts';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { type PackageRef, packageKey } from '../../scripts/model/package.ts';

export interface GivenPackage extends PackageRef {
  /** Keys of packages it depends on, nearest first. */
  readonly dependsOn?: readonly string[];
  readonly resources: readonly object[];
}

/** Definitions over a few resources: a package's own first, then its dependencies', then any. */
export function givenDefinitions(...packages: readonly GivenPackage[]): Definitions {
  const infos = packages.flatMap(({ id, version, resources }) =>
    resources.map((resource): DefinitionInfo => {
      const read = resource as FhirResource & { url?: string; version?: string };
      return {
        package: { id, version },
        resourceType: read.resourceType,
        ...(read.url === undefined ? {} : { url: read.url }),
        ...(read.version === undefined ? {} : { version: read.version }),
        read: () => read,
      };
    }),
  );
  const find = (canonical: string, from: PackageRef | undefined): DefinitionInfo | undefined => {
    const [url, version] = canonical.split('|');
    const candidates = infos.filter((info) => info.url === url && (version === undefined || info.version === version));
    const asker = packages.find((each) => from !== undefined && packageKey(each) === packageKey(from));
    const order = asker === undefined ? [] : [packageKey(asker), ...(asker.dependsOn ?? [])];
    for (const key of order) {
      const own = candidates.find((info) => packageKey(info.package) === key);
      if (own !== undefined) return own;
    }
    return candidates[0];
  };
  return {
    resolve(canonical, from): Definition | undefined {
      const info = find(canonical, from);
      return info === undefined ? undefined : { resource: info.read(), package: info.package };
    },
    explain: () => undefined,
    list: (resourceType) => infos.filter((info) => info.resourceType === resourceType),
  };
}

/** One package that holds all. */
export function given(...resources: readonly object[]): Definitions {
  return givenDefinitions({ id: 'test', version: '1.0.0', resources });
}

import type { InstalledPackage, PackageManifest } from '../model/package.ts';

/**
 * The packages under names without a scope: HL7's programs look for a package among the names of the cache's folder,
 * which have no slash, and so find none of `@scope/name`.
 */
export function unscoped(packages: readonly InstalledPackage[]): readonly InstalledPackage[] {
  if (!packages.some(isScoped)) return packages;
  return packages.map((each) => ({ ...each, id: plain(each.id), manifest: renamed(each.manifest) }));
}

export function isScoped({ id }: { readonly id: string }): boolean {
  return id.startsWith('@');
}

function plain(id: string): string {
  return id.startsWith('@') ? `scope.${id.slice(1).replace('/', '.')}` : id;
}

function renamed(manifest: PackageManifest): PackageManifest {
  const { name, dependencies = {} } = manifest;
  const named = Object.entries(dependencies).map(([key, version]) => {
    const [, alias = '', id = key] = /^([^@]+@npm:)(.+)$/.exec(key) ?? [];
    return [`${alias}${plain(id)}`, version];
  });
  return { ...manifest, name: plain(name), dependencies: Object.fromEntries(named) };
}

import type { JsonObject } from '../../model/fhir.ts';

/** Something that a release was made from. */
export interface Material {
  readonly name: string;
  readonly version: string;
  readonly kind: 'fhir-package' | 'npm-package' | 'program';
  /** As `sha512-…`, in base64. */
  readonly integrity?: string | undefined;
  /** Further things to know, by name. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** What was released. */
export interface Released {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** Of its package.tgz, as hexadecimal digits. */
  readonly sha256: string;
  /** As `2026-11-30T12:00:00Z`. */
  readonly made: string;
}

/**
 * What a release was made from, as CycloneDX: the FHIR packages, the packages of the toolchain, the IG Publisher.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function billOfMaterials(
  { id, version, title, sha256, made }: Released,
  materials: readonly Material[],
): JsonObject {
  const own = reference({ kind: 'fhir-package', name: id, version });
  // One package may lie in several places: it is one thing all the same.
  const components = [...new Map(materials.map((each) => [reference(each), component(each)])).values()];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: made,
      component: {
        'bom-ref': own,
        type: 'data',
        name: id,
        version,
        description: title,
        hashes: [{ alg: 'SHA-256', content: sha256 }],
      },
    },
    components,
    dependencies: [
      { ref: own, dependsOn: components.map((each) => each['bom-ref']) },
      ...components.map((each) => ({ ref: each['bom-ref'] })),
    ],
  };
}

function component(material: Material): JsonObject {
  const { name, version, kind, integrity, properties = {} } = material;
  const [, algorithm, digest] = /^sha(256|384|512)-([A-Za-z0-9+/]+=*)$/.exec(integrity ?? '') ?? [];
  return {
    'bom-ref': reference(material),
    type: kind === 'fhir-package' ? 'data' : kind === 'program' ? 'application' : 'library',
    name,
    version,
    ...(kind === 'npm-package' ? { purl: `pkg:npm/${name.replace('@', '%40')}@${version}` } : {}),
    ...(algorithm === undefined || digest === undefined
      ? {}
      : { hashes: [{ alg: `SHA-${algorithm}`, content: hexadecimal(digest) }] }),
    ...(Object.keys(properties).length === 0
      ? {}
      : { properties: Object.entries(properties).map(([key, value]) => ({ name: `ig:${key}`, value })) }),
  };
}

function reference({ kind, name, version }: Pick<Material, 'kind' | 'name' | 'version'>): string {
  return `${kind}:${name}@${version}`;
}

function hexadecimal(base64: string): string {
  return Array.from(atob(base64), (each) => each.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

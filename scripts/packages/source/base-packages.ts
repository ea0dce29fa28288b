import type { PackageManifest, PackageRef } from '../../model/package.ts';
import { R4_CORE_CARRIER, r4CoreManifest } from './r4-core.ts';

/** One of the packages that every guide needs, as npm's registry has it. */
export interface BasePackage {
  /** Its name and version at npm. */
  readonly carrier: PackageRef;
  /** The sha512 of the packed archive, as npm announces it. */
  readonly archive: string;
  /** The digest of its content: see digest.ts. */
  readonly integrity: string;
  readonly manifest: PackageManifest;
}

/**
 * R4's definitions, HL7's terminology and its extensions: the same contents that npm installs in a clone of the
 * toolchain. Both digests are pinned, so that it does not matter who hands the archives over.
 */
export const basePackages: readonly BasePackage[] = [
  {
    carrier: R4_CORE_CARRIER,
    archive: 'sha512-DXBdIZOeQaSKIgCU7w6HOC7sw/6BzylmipLkBW4f//pT+Bc94x+8LImwTdvaNThPJoOzpBzvxAzNqjeu3X/zLw==',
    integrity: 'sha512-RQ6QBobf04zvh12tQc58uFNaOZunfqZhzwWtlQheg/nT0NkUx1EyJx5mm83sk9AAM80UeLnsjtcFts5Ny4gJwQ==',
    manifest: r4CoreManifest,
  },
  {
    carrier: { id: 'hl7.terminology.r4', version: '7.0.1' },
    archive: 'sha512-UamZUcARk/TEaJb7X0hDyANmC7bCv0Jof0u0uGIOB2O9VQX0uV45Vf4EyONHM6Sejv6q7sXEAzKAQsgw1Cld3A==',
    integrity: 'sha512-m0izg4lKgNf7JIGonhPBYwujeVtEWPRk7yTFBUfMZwKLZ04/dIZ4BsD1rOWrLf5S7aUvNiKgVo6fyZV7PBz05A==',
    manifest: {
      name: 'hl7.terminology.r4',
      version: '7.0.1',
      fhirVersions: ['4.0.1'],
      dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'hl7.fhir.uv.extensions.r4': '5.2.0' },
    },
  },
  {
    carrier: { id: 'hl7.fhir.uv.extensions.r4', version: '5.3.0-ballot-tc1' },
    archive: 'sha512-mhPmWj0dZvIC7JQLkqxT42/UpoIyYwFtSiIZbhX/ArfX96hR5oTqNvAUvMD+dMH45m4mGMQ19WyCZFpP1OLEbQ==',
    integrity: 'sha512-5ArzqFiZRjKSdWcbxfG7/udwDLXp5t2PBWQunwoFNIINI3MJ9YrOg5p3bedPYnzAhFgpE66VNjxNCXMGspIGCw==',
    manifest: {
      name: 'hl7.fhir.uv.extensions.r4',
      version: '5.3.0-ballot-tc1',
      fhirVersions: ['4.0.1'],
      dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'hl7.terminology.r4': '6.5.0' },
    },
  },
];

import type { FhirResource } from '../model/fhir.ts';
import type { BundleIndex } from './bundle-index.ts';
import type { Scope } from './scope.ts';

/** The rules of Bundles that no constraint states: https://hl7.org/fhir/R4/bundle.html */
export function checkBundle(_bundle: FhirResource, _index: BundleIndex, _scope: Scope): void {}

import type { PackageRef } from './package.ts';

/** The part of a Coding that can be checked; a `code` element has no system of its own. */
export interface CodingValue {
  readonly system?: string;
  readonly version?: string;
  readonly code?: string;
  readonly display?: string;
}

/** Whether a coding is in a value set. */
export type Membership =
  | { readonly outcome: 'member' }
  /** `nearest`: the member most like the code found, for "did you mean"; absent when none is near. */
  | { readonly outcome: 'not-member'; readonly nearest?: string }
  /** The value set itself is not loaded. */
  | { readonly outcome: 'unknown-value-set' }
  /** Part of the value set cannot be expanded here; `reason` says which part, for the reader. */
  | { readonly outcome: 'not-checked'; readonly reason: string };

/** Whether a code exists in its code system, and is shown rightly. */
export type CodingVerdict =
  | { readonly outcome: 'known' }
  | { readonly outcome: 'wrong-display'; readonly displays: readonly string[] }
  | { readonly outcome: 'unknown-code'; readonly nearest?: string }
  /** The code system is not loaded, or is one whose content is elsewhere (SNOMED CT, LOINC). */
  | { readonly outcome: 'not-checked'; readonly reason: string };

/** Terminology without a server: what can be decided from the loaded packages. */
export interface Terminology {
  /**
   * @param valueSet canonical as the binding has it, with or without version
   * @param from the package of the profile that binds: its dependencies decide which version answers
   * @see https://hl7.org/fhir/R4/valueset-operation-validate-code.html
   */
  isMember(coding: CodingValue, valueSet: string, from?: PackageRef): Membership;
  /**
   * Looks the code up in its own code system, whatever is bound.
   * UCUM codes are checked by grammar, LOINC and SNOMED CT by form and check digit alone.
   */
  checkCoding(coding: CodingValue, from?: PackageRef): CodingVerdict;
}

import type { ValueSet } from '../fhir.ts';
import type { PackageRef } from '../package.ts';
import type { Definition } from './definitions.ts';

/**
 * The part of a Coding that can be checked. A `code` element has no system of its own: any system of the value set will
 * do. A Coding without a system is another matter, never a member of a value set and nothing to look up.
 */
export interface CodingValue {
  readonly system?: string;
  readonly version?: string;
  readonly code?: string;
  readonly display?: string;
  /** That the display is in, as the resource states it. */
  readonly language?: string;
}

/** What a terminology server has a part in. */
interface Served {
  /** A server was asked for it, and may not have answered yet: not to be kept for the next who asks. */
  readonly isServed?: true;
}

/** Whether a coding is in a value set. */
export type Membership = Served & LoadedMembership;

type LoadedMembership =
  | { readonly outcome: 'member' }
  /** `nearest`: the member most like the code found, for "did you mean"; absent when none is near. */
  | { readonly outcome: 'not-member'; readonly nearest?: string }
  /** The value set itself is not loaded. */
  | { readonly outcome: 'unknown-value-set' }
  /** Part of the value set cannot be expanded here; `reason` says which part, for the reader. */
  | NotChecked;

interface NotChecked {
  readonly outcome: 'not-checked';
  readonly reason: string;
  /** It was there and could not be read: an error of the package that has it. */
  readonly isBroken?: true;
}

/** Whether a code exists in its code system, and is shown rightly. */
export type CodingVerdict = Served & LoadedVerdict;

type LoadedVerdict =
  /**
   * `status`: why the code should be used with care, such as `deprecated`, `retired` or `inactive`.
   * `basis` is `form` where the grammar is the code system, which knows no displays.
   */
  | { readonly outcome: 'known'; readonly status?: string; readonly basis?: 'form' }
  /** `isMinor`: the code system takes it for a slip that a warning is enough for. */
  | { readonly outcome: 'wrong-display'; readonly displays: readonly string[]; readonly isMinor?: true }
  /**
   * `basis` where it is not the code system's whole content that speaks: `form` for grammar or check digit, `extract`
   * for what a package holds of LOINC, SNOMED CT or the like and calls complete. A warning at most.
   */
  | { readonly outcome: 'unknown-code'; readonly nearest?: string; readonly basis?: 'form' | 'extract' }
  /** The code system is not loaded, or is one whose content is elsewhere (SNOMED CT, LOINC). */
  | NotChecked;

/** Answers to questions about codes. */
export interface Terminology {
  /** Its definitions may be exchanged for others while it is asked: who wants to know again asks again. */
  readonly changes?: true;
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
  /** An amount in one UCUM unit as an amount in another; undefined where they do not measure the same. */
  inUnit(amount: number, code: string, other: string): number | undefined;
}

/** Terminology without a server: what can be decided from the loaded packages. */
export interface LoadedTerminology extends Terminology {
  /** The definition of a value set as the package means it; undefined where it is not loaded. */
  valueSet(canonical: string, from?: PackageRef): Definition<ValueSet> | undefined;
}

/** A code that a value set has, as its package shows it. */
export interface ListedCode {
  readonly system: string;
  readonly code: string;
  /** Of the value set, or else of its code system; absent where neither shows the code. */
  readonly display?: string;
}

/** Lists the codes of a value set for people to read, in the order of its definition, those of a whole code system by code; or says why it cannot. */
export type ListCodes = (
  canonical: string,
  from: PackageRef,
) => { readonly codes: readonly ListedCode[] } | { readonly unlisted: string };

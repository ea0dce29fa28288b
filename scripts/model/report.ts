import type { Issue } from './issue.ts';
import type { LoadedFrom } from './package.ts';

export interface ReportPackage {
  readonly id: string;
  readonly version: string;
  readonly source: LoadedFrom;
  readonly integrity: string;
}

/** What was found about one resource (or about one file that holds none). */
export interface ResourceResult {
  readonly file: string;
  /** `Observation/poids`; absent when the file could not be read as a resource. */
  readonly resource?: string;
  /** Canonicals with version of the profiles that it was held against, base definition included. */
  readonly profiles: readonly string[];
  /** No issue of severity error or fatal. */
  readonly valid: boolean;
  readonly issues: readonly Issue[];
}

export interface Summary {
  readonly resources: number;
  readonly valid: number;
  readonly invalid: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  /** Issues of rule `not-checked`; they count under information too. */
  readonly notChecked: number;
  /** Wall-clock time of the run. */
  readonly seconds: number;
}

/** How long one part of a run took. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
}

/** The report of a run, as `--format json` prints it. */
export interface Report {
  readonly tool: { readonly name: 'ig'; readonly version: string };
  readonly packages: readonly ReportPackage[];
  readonly summary: Summary;
  /** Findings about the project as a whole: configuration, packages, FSH that gave no resource. */
  readonly issues: readonly Issue[];
  readonly results: readonly ResourceResult[];
}

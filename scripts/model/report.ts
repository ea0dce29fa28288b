import type { OperationOutcome } from './fhir.ts';
import type { GuideRule, Issue } from './issue.ts';
import type { LoadedFrom } from './package.ts';

export interface ReportPackage {
  readonly id: string;
  readonly version: string;
  readonly source: LoadedFrom;
  readonly integrity: string;
}

/** The guide that a report is about. */
export interface ReportGuide {
  readonly id: string;
  readonly version: string;
  readonly title?: string;
  /** Of its repository, as it is checked out; what was edited since is not in it. */
  readonly commit?: string;
  /** Where its files can be read as of that commit, if GitHub or GitLab have them: the path of a file follows. */
  readonly source?: string;
}

/** What was found about one resource (or about one file that holds none). */
export interface ResourceResult {
  readonly file: string;
  /** `Observation/poids`; absent when the file could not be read as a resource. */
  readonly resource?: string;
  /** Canonicals with version of the profiles that it was held against, base definition included. */
  readonly profiles: readonly string[];
  /** Of the profiles that resources inside it were held against: those of a Bundle's entries. Absent when there are none. */
  readonly profilesInside?: readonly string[];
  /** No issue of severity error or fatal. */
  readonly valid: boolean;
  readonly issues: readonly Issue[];
  /** Where that was asked: what the API that the guide describes would answer. */
  readonly answer?: ApiAnswer;
}

/** What an answer rests on. */
export interface AnswerBasis {
  /**
   * documented: the document of the API says so; decided: it says nothing, or two things, and the guide decided;
   * unknown: the API may answer otherwise.
   */
  readonly kind: 'documented' | 'decided' | 'unknown';
  /** Where the guide decided: the questions that it did so in, with the links to their rows. */
  readonly questions: readonly GuideRule[];
}

/** What an API answers to a request, as far as its guide tells. */
export interface ApiAnswer {
  /** Of HTTP. */
  readonly status: number;
  readonly reason: string;
  /** The message that goes with a refusal, where the guide has one. */
  readonly message?: string;
  readonly basis: AnswerBasis;
  /** The body of a refusal; what an API answers to a request that it accepts is not known beforehand. */
  readonly outcome?: OperationOutcome;
  /** What each issue of the body rests on, in their order. */
  readonly issueBases?: readonly AnswerBasis[];
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

/** A finding in a comparison of two validators; `rule` is the name that its finder gives it. */
export interface ComparedIssue extends Pick<Issue, 'severity' | 'rule' | 'message' | 'expression' | 'path'> {
  /** Where both have it: the other validator's name of it. */
  readonly hl7?: string;
}

/** What two validators say of one resource: errors and warnings, matched by element. */
export interface ResourceComparison {
  readonly file: string;
  readonly resource?: string;
  /** Whether ig finds it valid. */
  readonly ig: boolean;
  /** Whether the HL7 validator does, artefacts left out; absent when it failed on the resource. */
  readonly hl7?: boolean;
  readonly both: readonly ComparedIssue[];
  readonly onlyIg: readonly ComparedIssue[];
  readonly onlyHl7: readonly ComparedIssue[];
  /** How much the HL7 validator says only for want of a terminology server. */
  readonly artefacts: number;
}

/** The programs with the HL7 validator in them that ours is compared with, as reports name them. */
export const secondEngines = {
  hl7: { title: 'HL7 validator', short: 'HL7', own: "HL7's" },
  publisher: { title: 'IG Publisher', short: 'the Publisher', own: 'the Publisher' },
} as const;
export type SecondEngine = keyof typeof secondEngines;

/** Our findings beside those of the HL7 validator, over a whole run. */
export interface Comparison {
  readonly engine: { readonly name: SecondEngine; readonly version: string };
  readonly resources: number;
  readonly sameVerdict: number;
  readonly both: number;
  readonly onlyIg: number;
  readonly onlyHl7: number;
  readonly artefacts: number;
  readonly results: readonly ResourceComparison[];
}

/** How the official site was made. */
export interface Publication {
  /** Of the IG Publisher. */
  readonly version: string;
  /** Assembled from Maven Central, or HL7's own release. */
  readonly source: 'maven' | 'release';
  readonly offline: boolean;
  /** As ig.ini names it, or the folder that was used in its place, relative to the project where it lies in it. */
  readonly template: string;
  /** The folder of the site, relative to the project; absent when none was made, so that the last one stays. */
  readonly site?: string;
  /** Whether two runs gave the same package but for dates; absent when that was not asked. */
  readonly reproducible?: boolean;
}

/** The terminology server whose answers findings rest on, asked in this run or recorded in an earlier one. */
export interface TerminologyBasis {
  /** Its base address, without credentials. */
  readonly server: string;
  /** Names and versions of the software that answered: more than one where answers are of different days. */
  readonly software: readonly string[];
  /** How many answers the findings rest on. */
  readonly answers: number;
}

/** The report of a run, as `--format json` prints it. */
export interface Report {
  readonly tool: { readonly name: 'ig'; readonly version: string };
  /** When it was made, as `2026-11-30T19:40:12Z`. */
  readonly date?: string;
  /** Where the run was about a guide, or held against one. */
  readonly guide?: ReportGuide;
  readonly packages: readonly ReportPackage[];
  readonly summary: Summary;
  /** Findings about the project as a whole: configuration, packages, FSH that gave no resource. */
  readonly issues: readonly Issue[];
  readonly results: readonly ResourceResult[];
  /** Only where a terminology server was named. */
  readonly terminology?: TerminologyBasis;
  /** Only where the HL7 validator was asked as well. */
  readonly comparison?: Comparison;
  /** Only where the IG Publisher was run. */
  readonly publication?: Publication;
  /** Where the time went, ours and the IG Publisher's. */
  readonly phases?: readonly Phase[];
}

import type { Judge } from '../api/judge.ts';
import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import { EnvironmentError, hasErrors, type Issue, type Outcome } from '../model/issue.ts';
import type { InstalledPackage } from '../model/package.ts';
import { configFile } from '../model/project.ts';
import type { ReportGuide } from '../model/report.ts';
import { createDefinitions, type GuideDefinitions } from '../packages/definitions/definitions.ts';
import type { Suppression } from '../report/gate/suppression.ts';
import { parseSuppressions } from '../report/gate/suppression-file.ts';
import type { Validator } from '../validate/validator.ts';
import { createJudge, isJudgeable } from './api.ts';
import { guideValidator } from './check.ts';
import { withExplained } from './explained-findings.ts';
import { compileGuide } from './guide/guide.ts';
import { declaredRefs } from './guide/guide-definitions.ts';
import { identityOf } from './guide/identity.ts';
import { languageOf } from './guide/language-of.ts';
import { configFileIn, readProject } from './guide/project.ts';
import type { PackageOptions } from './packages/package-options.ts';
import { openFhirPackages, openProjectPackages } from './packages/packages.ts';
import { standInDoubt, withDoubt } from './stand-in-doubt.ts';
import { openCompiledDefinitions } from './store/compiled-definitions.ts';
import { openGuideStore } from './store/guide-store.ts';
import { openParsedFiles } from './store/parsed-files.ts';
import { readSuppressions } from './suppressions.ts';
import type { Inquiry } from './terminology.ts';

export interface ValidationOptions extends PackageOptions {
  /** R4 core, terminology and extensions alone, whatever lies in the folder. */
  readonly fhirOnly?: boolean;
  /** Nobody named the folder: without a guide in it the run goes on as with `fhirOnly`, and says so. */
  readonly guideOptional?: boolean;
  readonly allowExampleUrls?: boolean;
  /** How many seconds the validation of one resource may take. */
  readonly timeLimit?: number;
  /** Judge what is validated as the API of the guide would, with these facts of a session. */
  readonly api?: { readonly facts: { readonly [name: string]: string } };
  /** Where a terminology server is asked. */
  readonly inquiry?: Inquiry;
  /** Files that are validated in the same run: responses may answer the Questionnaires in them. */
  readonly beside?: readonly string[];
}

export interface ReadyValidator {
  readonly validator: Validator;
  /** The validator too, where the API of the guide is asked. */
  readonly judge?: Judge;
  readonly packages: readonly InstalledPackage[];
  /** The guide whose profiles are known; absent in a run without one. */
  readonly guide?: string;
  readonly identity?: ReportGuide;
  /** In which it is written, such as `fr-FR`, where it describes an API and says so. */
  readonly language?: string;
  /** The guide's own definitions, with snapshots. */
  readonly definitions?: readonly FhirResource[];
  /** Leaves to the next run what this one has compiled. */
  keep(): void;
}

/**
 * A validator for payloads: with the guide of the folder, compiled once and kept until its sources change, or without.
 * @returns no value when the packages or the guide have errors: a verdict from half the definitions would be none
 */
export async function prepareValidator(
  folder: string,
  options: ValidationOptions,
): Promise<Outcome<ReadyValidator | undefined>> {
  const { fhirOnly = false, guideOptional = false } = options;
  const liveUrls = options.allowExampleUrls !== true;
  const isWithoutGuide = guideOptional && configFileIn(folder) === undefined;
  if (fhirOnly || isWithoutGuide) {
    const { value: packages, issues: found } = await openFhirPackages(options);
    if (hasErrors(found)) return { value: undefined, issues: found }; // such as a package that is not there
    const api = options.api && packageWithApi(packages);
    if (options.api !== undefined && api === undefined) throw withoutApi(folder);
    const issues = fhirOnly || packages.some(hasProfiles) ? found : [...found, withoutGuide];
    const asking = { id: 'command line', version: '0' };
    const compiled = openCompiledDefinitions(packages);
    const definitions = createDefinitions(compiled.packages, {
      package: asking,
      dependencies: packages.map(({ id, version }) => ({ id, version })),
      resources: [],
    });
    const { syntax, keep } = compiled;
    const plain = guideValidator({ definitions, package: asking }, { ...options, liveUrls, syntax });
    const validator = withDoubt(plain, standInDoubt(packages));
    if (api === undefined) return { value: { validator, packages, keep }, issues };
    const judge = createJudge(withExplained(validator, api.suppressions), api.resources, options.api?.facts ?? {});
    const { title, resources } = api;
    return {
      value: { validator: judge, judge, packages, guide: title, ...spoken(resources), definitions: resources, keep },
      issues,
    };
  }

  const { value: project, issues } = readProject(folder);
  if (project === undefined) return { value: undefined, issues };
  const opened = await openProjectPackages(folder, project, options);
  const all = [...issues, ...opened.issues];
  if (hasErrors(all)) return { value: undefined, issues: all };
  const packages = opened.value;
  const known = await guideDefinitions(folder, packages, options);
  const doubt = standInDoubt(packages);
  const knownIssues = doubt === undefined ? known.issues : known.issues.map(doubt);
  if (known.value === undefined) return { value: undefined, issues: [...all, ...knownIssues] };
  const { packages: compact, syntax, keep } = openCompiledDefinitions(packages);
  const definitions = createDefinitions(compact, known.value);
  const sure = guideValidator({ definitions, package: known.value.package }, { ...options, liveUrls, syntax });
  const plain = withDoubt(sure, doubt);
  const judge =
    options.api &&
    createJudge(withExplained(plain, readSuppressions(folder).value), known.value.resources, options.api.facts);
  const { source: _, ...identity } = identityOf(folder, project); // payloads are not among its files
  return {
    value: {
      validator: judge ?? plain,
      ...(judge === undefined ? {} : { judge, ...spoken(known.value.resources) }),
      packages,
      guide: project.title ?? project.id,
      identity,
      definitions: known.value.resources,
      keep,
    },
    issues: [...all, ...knownIssues],
  };
}

function spoken(resources: readonly FhirResource[]): { readonly language?: string } {
  const language = languageOf(resources);
  return language === undefined ? {} : { language };
}

/** A package of `--package` that is a guide: then it is not true that no guide's profiles are known. */
function hasProfiles({ source, entries }: InstalledPackage): boolean {
  return source === 'file' && entries.some(({ derivation }) => derivation === 'constraint');
}

interface PackagedApi {
  readonly title: string;
  readonly resources: readonly FhirResource[];
  readonly suppressions: readonly Suppression[];
}

/** The first package of `--package` that describes an API, with all of its own definitions: they have their snapshots. */
function packageWithApi(packages: readonly InstalledPackage[]): PackagedApi | undefined {
  for (const each of packages) {
    if (each.source !== 'file') continue;
    const resources = each.entries.map((entry) => each.read(entry)).filter(isFhirResource);
    const suppressions = parseSuppressions(each.suppressions ?? '').value;
    if (isJudgeable(resources)) return { title: each.manifest.title ?? each.id, resources, suppressions };
  }
  return undefined;
}

function withoutApi(folder: string): EnvironmentError {
  return new EnvironmentError(
    `There is no ${configFile} in ${folder}, and no --package describes an API. Name the guide's folder with --project, or its package with --package package.tgz.`,
  );
}

const withoutGuide: Issue = {
  severity: 'information',
  code: 'informational',
  rule: 'without-guide',
  message: `There is no ${configFile} here, so no guide's profiles are known: FHIR R4 alone is checked. Name the guide's folder with --project, or say --fhir-only.`,
};

async function guideDefinitions(
  folder: string,
  packages: readonly InstalledPackage[],
  { signal, onStep }: PackageOptions,
): Promise<Outcome<GuideDefinitions | undefined>> {
  const store = openGuideStore(folder, packages);
  const cached = store?.definitions();
  if (cached !== undefined) return { value: cached, issues: [] };
  onStep?.('Compiling the guide');
  const guide = await compileGuide(folder, packages, signal, openParsedFiles(folder));
  if (hasErrors(guide.issues)) return { value: undefined, issues: guide.issues };
  store?.keep(guide);
  const value = {
    package: guide.package,
    dependencies: declaredRefs(guide.compiled.guide?.dependencies ?? []),
    resources: guide.resources.map(({ resource }) => resource),
  };
  return { value, issues: [] };
}

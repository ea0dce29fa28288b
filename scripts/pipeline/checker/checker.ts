import { guideProfiles, readGuideRules, resultWithGuideRules } from '../../api/guide-rules.ts';
import type { Judge } from '../../api/judge.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import type { ReportPackage, ResourceResult } from '../../model/report.ts';
import { createDefinitions, type GuideDefinitions } from '../../packages/definitions/definitions.ts';
import { createTerminology } from '../../terminology/terminology.ts';
import { createValidator, type Validator } from '../../validate/validator.ts';
import { createJudge } from '../api.ts';
import { withExplained } from '../explained-findings.ts';
import { languageOf } from '../guide/language-of.ts';
import { standInDoubt, withDoubt } from '../stand-in-doubt.ts';
import type { CheckerData } from './checker-data.ts';
import { dataPackages } from './data-packages.ts';
import { Extern } from './intern.ts';

/** What a checker says of itself. */
export interface CheckerAbout {
  /** Of the toolchain that made it. */
  readonly version: string;
  readonly guide?: {
    readonly id: string;
    readonly version: string;
    readonly title: string;
    readonly canonical: string;
    /** In which it is written, such as `fr-FR`; absent where it says none. */
    readonly language?: string;
  };
  readonly packages: readonly ReportPackage[];
}

/** How a payload is judged. */
export interface CheckOptions {
  /** Named in findings; `payload.json` when absent. */
  readonly file?: string;
  /** `request`, the default: as the API of the guide would. `fhir`: held against FHIR and the profiles that it names. */
  readonly as?: 'request' | 'fhir';
  /** Canonicals of profiles to hold it against beside. */
  readonly profiles?: readonly string[];
  /** What the session knows, as `--context` of the command line. */
  readonly context?: { readonly [name: string]: string };
}

/** The engine of a guide's checker over the definitions that it has with it. */
export interface Checker {
  readonly about: CheckerAbout;
  /** Payloads of the guide to begin with. */
  readonly examples: readonly { readonly id: string; readonly title: string; readonly resource: FhirResource }[];
  /** Ids of the guide's own profiles by their URL: what their pages are called. */
  readonly profiles: { readonly [url: string]: string };
  /** Judges the text of one payload. Never throws for what the text holds. */
  check(text: string, options?: CheckOptions): ResourceResult;
  /** The answer to what is no text that could be checked: the finding says why. */
  unread(result: ResourceResult, options?: CheckOptions): ResourceResult;
  /** Judges a search, given as its URL. */
  search(url: string, options?: Pick<CheckOptions, 'context'>): ResourceResult;
}

/** Makes a checker out of its data. Definitions are unpacked and compiled when first needed. */
export function createChecker(data: CheckerData): Checker {
  const extern = new Extern(data.lines);
  const packages = dataPackages(data, extern);
  const own = (data.guide?.resources ?? []).map((line) => extern.resource(line));
  const guide = guideOf(data, own);
  const validator = withDoubt(plainValidator(packages, guide), standInDoubt(packages));
  const sender = withExplained(validator, data.guide?.suppressions ?? []);
  const judges = new Map<string, Judge>();
  const judgeWith = (context: { readonly [name: string]: string } = {}): Judge => {
    const key = JSON.stringify(Object.entries(context).toSorted());
    const judge = judges.get(key) ?? createJudge(sender, own, context);
    if (judges.size > MOST_JUDGES) judges.clear();
    judges.set(key, judge);
    return judge;
  };
  /** What could not be read has an answer too. */
  const answeredBy = (
    { file = 'payload.json', as = 'request', profiles = [], context }: CheckOptions,
    validate: (request: { file: string; profiles: readonly string[] }, judge: Judge | undefined) => ResourceResult,
  ): ResourceResult => {
    const judge = as === 'fhir' || data.guide === undefined ? undefined : judgeWith(context);
    const result = validate({ file, profiles }, judge);
    const [fatal] = result.issues.filter(({ severity }) => severity === 'fatal');
    if (judge === undefined || fatal === undefined) return result;
    return judge.answered(result, fatal.code === 'too-costly' ? 'oversized-body' : 'unreadable-body');
  };
  return {
    about: aboutOf(data, own),
    examples: data.examples.map(({ line, ...each }) => ({ ...each, resource: extern.resource(line) })),
    profiles: Object.fromEntries(
      own.flatMap(({ resourceType, url, id }) =>
        resourceType === 'StructureDefinition' && typeof url === 'string' && id !== undefined ? [[url, id]] : [],
      ),
    ),
    check: (text, options = {}) =>
      answeredBy(options, ({ file, profiles }, judge) => (judge ?? validator).validate(text, { file, profiles })),
    unread: (result, options = {}) => answeredBy(options, () => result),
    search: (url, { context } = {}) => judgeWith(context).search(url),
  };
}

const MOST_JUDGES = 20;

function guideOf({ guide, packages }: CheckerData, resources: readonly FhirResource[]): GuideDefinitions {
  if (guide !== undefined) return { package: guide.package, dependencies: guide.dependencies, resources };
  const asking: PackageRef = { id: 'command line', version: '0' };
  return { package: asking, dependencies: packages.map(({ id, version }) => ({ id, version })), resources };
}

function plainValidator(packages: Parameters<typeof createDefinitions>[0], guide: GuideDefinitions): Validator {
  const definitions = createDefinitions(packages, guide);
  const validator = createValidator({
    definitions,
    terminology: createTerminology(definitions),
    package: guide.package,
    liveUrls: true,
  });
  const rules = readGuideRules(
    guide.resources.filter(({ resourceType }) => resourceType === 'CodeSystem'),
    guideProfiles(guide.resources),
  );
  if (rules.all.length === 0) return validator;
  return {
    validate: (text, request) => resultWithGuideRules(validator.validate(text, request), rules),
    validateResource: (resource, request) => resultWithGuideRules(validator.validateResource(resource, request), rules),
  };
}

function aboutOf({ version, guide, packages }: CheckerData, own: readonly FhirResource[]): CheckerAbout {
  const language = languageOf(own);
  const spoken = language === undefined ? {} : { language };
  return {
    version,
    ...(guide === undefined
      ? {}
      : { guide: { ...guide.package, title: guide.title, canonical: guide.canonical, ...spoken } }),
    packages: packages.map(({ id, version: its, source, integrity }) => ({ id, version: its, source, integrity })),
  };
}

import { type Asked, Touched, urlOf } from '../model/definition/asked.ts';
import type { Definitions } from '../model/definition/definitions.ts';
import type { Terminology } from '../model/definition/terminology.ts';
import { type FhirResource, isFhirResource } from '../model/fhir.ts';
import { hasErrors, type Issue } from '../model/issue.ts';
import type { PackageRef } from '../model/package.ts';
import type { ResourceResult } from '../model/report.ts';
import { Hl7Urls } from './definition/hl7-url.ts';
import { writtenLocation } from './definition/location.ts';
import { Releases } from './definition/release.ts';
import { TypeRules } from './definition/type-rules.ts';
import { Findings, type ValidateIssue } from './finding/findings.ts';
import { shown } from './finding/wording.ts';
import { Spending } from './invariant/spending.ts';
import { type SyntaxMemory, useSyntaxMemory } from './invariant/syntax.ts';
import { jsonPlace } from './json/path.ts';
import { lineColumn, Positions } from './json/position.ts';
import { type JsonDocument, mostValues, readJson } from './json/reader.ts';
import { compileProfile } from './profile/compile-profile.ts';
import { globalProfiles } from './profile/global-profiles.ts';
import { Profiles } from './profile/profile.ts';
import { ResourceChecker } from './resource.ts';
import type { Engine, Run } from './scope/scope.ts';
import { forgetSystems } from './value/system-spelling.ts';

export interface ValidatorOptions {
  readonly definitions: Definitions;
  readonly terminology: Terminology;
  /** The guide's package: decides what an unversioned canonical in an instance means. */
  readonly package?: PackageRef;
  /** Syntax of the invariants' expressions, as earlier runs left it. */
  readonly syntax?: SyntaxMemory;
  /** Takes example.org and acme.com for what they are, as the HL7 validator does on demand. */
  readonly allowExampleUrls?: boolean;
  /** Refuses a `url`, which is opened, that leads to the host of an example: payloads, not the examples of a guide. */
  readonly liveUrls?: boolean;
  /** Finds a Questionnaire that is neither loaded nor in the text of the response. */
  readonly questionnaireAtHand?: (canonical: string) => FhirResource | undefined;
  /** Where it is noted which definitions each check asks for; without it a definition may never change. */
  readonly asked?: Asked;
  /** Memory for objects, in bytes: a text that would not fit is refused. */
  readonly room?: number;
}

interface ValidationRequest {
  /** Named in the result and in positions. */
  readonly file: string;
  /** Canonicals of profiles to hold the resource against, beside those that it claims. */
  readonly profiles?: readonly string[];
}

export interface Validator {
  /** Validates one JSON text that holds one resource. */
  validate(text: string, request: ValidationRequest): ResourceResult;
  /** Validates a parsed resource: no positions, no duplicate keys, numbers as JavaScript prints them. */
  validateResource(resource: FhirResource, request: ValidationRequest): ResourceResult;
}

/** A validator that outlives its definitions. */
export interface WarmValidator extends Validator {
  /**
   * Definitions have changed: what was compiled out of those with one of these URLs, or without them, is made anew when it
   * is needed. The base specification's own types, NamingSystems and terminology are not among them.
   */
  forget(urls: ReadonlySet<string>): void;
}

/** What a resource without a text is taken for: it was made by this program, and is not larger. */
const UNTOLD_LENGTH = 20_000_000;

/** Makes a validator; definitions are compiled when first needed and then kept. */
export function createValidator(options: ValidatorOptions): WarmValidator {
  const { definitions, terminology, syntax, asked } = options;
  if (syntax !== undefined) useSyntaxMemory(syntax);
  const most = mostValues(options.room ?? Number.POSITIVE_INFINITY);
  const types = new TypeRules(definitions);
  const profiles: Profiles = new Profiles(
    definitions,
    (profile) => compileProfile(profile, types, terminology, profiles),
    asked,
  );
  const hl7Urls = new Hl7Urls(definitions, asked);
  const isOf = (type: string) => remembered((url) => definitions.resolve(url)?.resource.resourceType === type, asked);
  const [valueSets, structures] = [isOf('ValueSet'), isOf('StructureDefinition')];
  let globals: ReturnType<typeof globalProfiles> | undefined; // asked for by the first resource
  const engine: Engine = {
    definitions,
    asked,
    questionnaireAtHand: options.questionnaireAtHand,
    types,
    profiles,
    releases: new Releases(definitions),
    isValueSet: valueSets.decide,
    isStructure: structures.decide,
    hl7Urls,
    definition: (canonical, from) => definitions.resolve(canonical, from)?.resource,
    terminology,
    package: options.package,
    globalProfiles: (type) => {
      asked?.for(`${GLOBAL_PROFILES}${type}`);
      globals ??= globalProfiles(definitions, options.package);
      return globals.get(type) ?? [];
    },
    allowExampleUrls: options.allowExampleUrls === true,
    liveUrls: options.liveUrls === true,
  };
  const checker = new ResourceChecker(engine);

  function check(
    document: JsonDocument,
    text: string | undefined,
    { file, profiles: asked = [] }: ValidationRequest,
  ): ResourceResult {
    const findings = new Findings();
    const run: Run = {
      root: document.value,
      numerals: document.numerals,
      findings,
      broken: new Set(),
      depth: 0,
      deferred: [],
      stack: [],
      conformance: new Map(),
      unchecked: new Set(),
      spending: new Spending(text?.length ?? UNTOLD_LENGTH),
      ids: new Map(),
      contained: new Map(),
      profiles: new Set(),
      profilesInside: new Set(),
    };
    for (const { path, key } of document.duplicates)
      findings.written({
        code: 'structure',
        rule: 'json-duplicate-key',
        message: `The property "${shown(key)}" is given twice; JSON readers keep one of the two. Remove one.`,
        expression: toExpression(document.value, path),
      });
    checker.root(document.value, asked, findings, run);
    const { value } = document;
    const positions = text === undefined ? undefined : new Positions(text, value);
    const issues = emptied(findings.issues, ({ written, ...issue }) => {
      const { expression } = issue;
      const place =
        written === undefined || expression === undefined ? expression : writtenLocation(expression, value, types);
      return located(issue, place, { file, value, positions });
    });
    const held = result(file, value, issues, baseAnd(run, value, types));
    return run.profilesInside.size === 0 ? held : { ...held, profilesInside: [...run.profilesInside] };
  }

  return {
    validate(text, request) {
      if (text.trimStart().startsWith('<'))
        return unreadable(request.file, 'This is XML or HTML; only JSON is checked. Convert the resource to JSON.', {
          file: request.file,
          line: 1,
          column: 1,
        });
      const document = readJson(text, most);
      const { fault } = document;
      if (fault !== undefined) {
        const position = { file: request.file, ...lineColumn(text, fault.offset) };
        const said = fault.kind === 'limit' ? fault.message : `This is not valid JSON. ${fault.message}`;
        return unreadable(request.file, said, position);
      }
      return check(document, text, request);
    },
    validateResource(resource, request) {
      return check({ value: resource, duplicates: [], numerals: new Map() }, undefined, request);
    },
    forget(urls) {
      const touched = new Touched(urls);
      profiles.forget(urls, touched);
      hl7Urls.forget(urls);
      for (const memory of [valueSets, structures]) memory.forget(urls);
      forgetSystems((askings) => touched.has(askings), engine);
      globals = undefined;
    },
  };
}

/** Behind it a type: what a check asks for when it wants to know which profiles the guide asks of all of that type. */
export const GLOBAL_PROFILES = 'global profiles of ';

interface Remembered {
  decide(url: string): boolean;
  forget(urls: ReadonlySet<string>): void;
}

/** Codes come in thousands, their systems in dozens; what a hostile text invents is not remembered for ever. */
function remembered(decide: (url: string) => boolean, asked: Asked | undefined): Remembered {
  const known = new Map<string, boolean>();
  return {
    decide(url) {
      asked?.for(url);
      const before = known.get(url);
      if (before !== undefined) return before;
      const decided = decide(url);
      if (known.size > 5_000) known.clear();
      known.set(url, decided);
      return decided;
    },
    forget(urls) {
      for (const asking of known.keys()) if (urls.has(urlOf(asking))) known.delete(asking);
    },
  };
}

/** Puts in the place of each item what is made of it, so that hundreds of thousands are not there twice. */
function emptied<From, To>(items: From[], make: (item: From) => To): To[] {
  const made = items as unknown[];
  for (const [at, item] of items.entries()) made[at] = make(item);
  return made as To[];
}

function baseAnd(run: Run, value: unknown, types: TypeRules): string[] {
  const base =
    isFhirResource(value) && types.isResourceType(value.resourceType)
      ? types.of(value.resourceType)?.canonical
      : undefined;
  const canonicals = new Set(run.profiles);
  if (base !== undefined) canonicals.add(base);
  return [...canonicals];
}

function result(file: string, value: unknown, issues: readonly Issue[], profiles: readonly string[]): ResourceResult {
  const named = isFhirResource(value)
    ? {
        resource:
          typeof value.id === 'string' ? `${shown(value.resourceType)}/${shown(value.id)}` : shown(value.resourceType),
      }
    : {};
  return { file, ...named, profiles, valid: !hasErrors(issues), issues };
}

function unreadable(file: string, message: string, source: NonNullable<Issue['source']>): ResourceResult {
  return {
    file,
    profiles: [],
    valid: false,
    issues: [{ severity: 'fatal', code: 'invalid', rule: 'json-syntax', message, source }],
  };
}

interface Text {
  readonly file: string;
  readonly value: unknown;
  /** Absent for a resource without a text. */
  readonly positions: Positions | undefined;
}

/** @param stated the expression as it is told, which may name a choice as HL7's reader does */
function located(
  { at, ...issue }: Omit<ValidateIssue, 'written'>,
  stated: string | undefined,
  { file, value, positions }: Text,
): Issue {
  const { expression } = issue;
  if (expression === undefined || stated === undefined) return issue;
  const { path, location } = jsonPlace(value, expression);
  const told: { -readonly [Key in keyof Issue]: Issue[Key] } = { ...issue, expression: stated };
  if (location !== stated) told.path = location;
  if (positions !== undefined) {
    const { line, column } = at === undefined ? positions.at(path) : positions.of(at);
    told.source = { file, line, column };
  }
  return told;
}

/** `Patient.name[0]` for name, 0; `_x` and the type in a choice's name are left as they are written. */
function toExpression(root: unknown, path: readonly (string | number)[]): string {
  let expression = isFhirResource(root) ? root.resourceType : '$';
  for (const step of path) expression += typeof step === 'number' ? `[${step}]` : `.${shown(step)}`;
  return expression;
}

import { isDeepStrictEqual } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { type GuideRules, resultWithGuideRules } from '../api/guide-rules.ts';
import { Asked, type Askings, Touched, urlOf } from '../model/definition/asked.ts';
import type { Definitions } from '../model/definition/definitions.ts';
import type { InstalledPackage } from '../model/package.ts';
import type { ResourceResult } from '../model/report.ts';
import { notingDefinitions } from '../packages/definitions/noting.ts';
import { globalProfiles } from '../validate/profile/global-profiles.ts';
import { createValidator, GLOBAL_PROFILES, type ValidatorOptions, type WarmValidator } from '../validate/validator.ts';
import { finished, givenUpOn, guideRules, inTurns } from './check.ts';
import type { Guide } from './guide/guide.ts';
import type { Changes } from './guide/guide-memory.ts';
import { ask, type GuideNote, type GuideQuestion, questionsOf } from './guide/guide-questions.ts';
import { LiveTerminology } from './guide/live-terminology.ts';
import { TIME_LIMIT } from './time-limit.ts';

/** What is known of a resource since it was checked. */
interface Checked {
  readonly question: GuideQuestion;
  readonly result: ResourceResult;
  /** Absent where the check was broken off: any change may let it come to an end. */
  readonly askings?: Askings;
  /** The result as the report has it, for the origin that it was made for. */
  told?: { readonly for: GuideQuestion['checked']['origin']; readonly result: ResourceResult };
}

export interface CheckOptions extends Pick<ValidatorOptions, 'allowExampleUrls' | 'syntax'> {
  /** Those that the guide is compiled with. */
  readonly packages: readonly InstalledPackage[];
}

interface Engine {
  readonly asked: Asked;
  readonly terminology: LiveTerminology;
  readonly validator: WarmValidator;
}

/**
 * Checks the resources of a guide, and of the next one only those that are others, or whose check asked for something
 * that is answered otherwise now. What it finds is always what a check of all of them would find.
 */
export class CheckMemory {
  readonly #options: CheckOptions;
  #definitions: Definitions | undefined;
  #engine: Engine | undefined;
  #known = new Map<string, Checked>();
  #globals: ReadonlyMap<string, readonly string[]> = new Map();
  #rules: GuideRules | undefined;
  /** Files of the resources that were checked in the last call. */
  checked: readonly string[] = [];

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  /** @param changes since the guide before; without them all is checked */
  async check(
    guide: Guide,
    changes: Changes | undefined,
    { folder, signal, timeLimit = TIME_LIMIT }: { folder: string; signal: AbortSignal; timeLimit?: number },
  ): Promise<ResourceResult[]> {
    const touched = this.#takeOver(guide, changes);
    const questions = questionsOf(guide, folder);
    const keys = keysOf(questions);
    const isKnown = (question: GuideQuestion, key: string): boolean => {
      const known = this.#known.get(key);
      if (known === undefined || !isSame(known.question, question)) return false;
      return known.askings === undefined ? changes?.urls.size === 0 : !touched.has(known.askings);
    };
    const open = questions.flatMap((question, at) => {
      const key = keys[at] ?? '';
      return 'told' in question || isKnown(question, key) ? [] : [{ question, key }];
    });
    for (const { key } of open) this.#known.delete(key);
    const found = await inTurns(
      open,
      { signal, timeLimit },
      {
        work: ({ question }): Checked => {
          const { asked, validator } = this.#warm(guide);
          const [result, askings] = asked.during(() => ask(question, validator));
          return { question, result, askings };
        },
        giveUp: ({ question }): Checked => {
          this.#engine = undefined;
          return { question, result: givenUpOn(question.checked, timeLimit) };
        },
      },
    );
    for (const [at, { key }] of open.entries()) {
      const fresh = found[at];
      if (fresh !== undefined) this.#known.set(key, fresh);
    }
    this.checked = open.map(({ question }) => question.checked.file);
    this.#forgetAllBut(new Set(keys));
    return questions.map((question, at) =>
      'told' in question ? question.told : this.#told(this.#known.get(keys[at] ?? ''), question),
    );
  }

  /** Lets what is kept know of the guide that there is now. */
  #takeOver(guide: Guide, changes: Changes | undefined): Touched {
    this.#definitions = guide.definitions;
    const rules = guideRules(guide);
    if (!isDeepStrictEqual(rules.all, this.#rules?.all)) for (const known of this.#known.values()) delete known.told;
    this.#rules = rules;
    const before = this.#globals;
    this.#globals = globalProfiles(guide.definitions, guide.package);
    if (changes === undefined || this.#isFarReaching(changes, guide)) {
      this.#known.clear();
      this.#engine = undefined;
      return new Touched(new Set());
    }
    const urls = new Set([...changes.urls, ...supplemented(changes), ...otherGlobals(before, this.#globals)]);
    this.#engine?.validator.forget(urls);
    this.#engine?.terminology.forget(urls, changes.resources);
    return new Touched(urls);
  }

  /** Whether something has changed that is compiled once for all. */
  #isFarReaching({ resources }: Changes, { package: { id } }: Guide): boolean {
    const hasTwin = this.#options.packages.some((each) => each.id === id); // by which releases are told apart
    return resources.some(
      ({ resourceType, url }) =>
        resourceType === 'NamingSystem' ||
        (hasTwin && resourceType === 'StructureDefinition') ||
        (typeof url === 'string' && url.startsWith(BASE_TYPES)),
    );
  }

  #warm({ package: owner }: Guide): Engine {
    if (this.#engine !== undefined) return this.#engine;
    const { allowExampleUrls = false, syntax } = this.#options;
    const asked = new Asked();
    const current = (): Definitions => {
      if (this.#definitions === undefined) throw new Error('Nothing was compiled yet.');
      return this.#definitions;
    };
    const live: Definitions = {
      resolve: (canonical, from) => current().resolve(canonical, from),
      explain: (canonical, from) => current().explain(canonical, from),
      list: (resourceType) => current().list(resourceType),
    };
    const definitions = notingDefinitions(live, asked);
    const terminology = new LiveTerminology(definitions, asked);
    const validator = createValidator({
      definitions,
      terminology: terminology.answers,
      package: owner,
      allowExampleUrls,
      room: getHeapStatistics().heap_size_limit,
      asked,
      ...(syntax === undefined ? {} : { syntax }),
    });
    this.#engine = { asked, terminology, validator };
    return this.#engine;
  }

  #told(known: Checked | undefined, { checked }: GuideQuestion): ResourceResult {
    if (known === undefined || this.#rules === undefined) throw new Error(`${checked.file} was not checked.`);
    if (known.told?.for !== checked.origin || known.told === undefined)
      known.told = { for: checked.origin, result: finished(resultWithGuideRules(known.result, this.#rules), checked) };
    return known.told.result;
  }

  #forgetAllBut(keys: ReadonlySet<string>): void {
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
  }
}

const BASE_TYPES = 'http://hl7.org/fhir/StructureDefinition/';

/** Files name resources; where two have one, the order tells them apart. */
function keysOf(questions: readonly (GuideQuestion | GuideNote)[]): string[] {
  const seen = new Map<string, number>();
  return questions.map((question) => {
    if ('told' in question) return '';
    const { file } = question.checked;
    const count = seen.get(file) ?? 0;
    seen.set(file, count + 1);
    return `${count} ${file}`;
  });
}

function isSame(a: GuideQuestion, b: GuideQuestion): boolean {
  return a.checked.resource === b.checked.resource && a.text === b.text && a.profile === b.profile;
}

/** A supplement speaks of codes under another URL than its own. */
function supplemented({ resources }: Changes): string[] {
  return resources.flatMap(({ resourceType, supplements }) =>
    resourceType === 'CodeSystem' && typeof supplements === 'string' ? [urlOf(supplements)] : [],
  );
}

function otherGlobals(
  before: ReadonlyMap<string, readonly string[]>,
  now: ReadonlyMap<string, readonly string[]>,
): string[] {
  const types = [...new Set([...before.keys(), ...now.keys()])];
  return types
    .filter((type) => !isDeepStrictEqual(before.get(type), now.get(type)))
    .map((type) => `${GLOBAL_PROFILES}${type}`);
}

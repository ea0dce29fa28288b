import { setImmediate } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { type GuideRules, readGuideRules, resultWithGuideRules } from '../api/guide-rules.ts';
import type { GuideResource } from '../model/definition/compiled.ts';
import { packageKey } from '../model/package.ts';
import type { ResourceResult } from '../model/report.ts';
import { withinTime } from '../process/within-time.ts';
import { createValidator, type Validator, type ValidatorOptions } from '../validate/validator.ts';
import { asPublished } from './guide/as-published.ts';
import type { Guide } from './guide/guide.ts';
import { ask, atOrigin, nameOf, questionsOf } from './guide/guide-questions.ts';
import { questionnairesIn } from './questionnaires-at-hand.ts';
import { type Inquiry, terminologyFor } from './terminology.ts';
import { givenUp, TIME_LIMIT } from './time-limit.ts';

/** A validator that knows the guide's own profiles and value sets beside those of its packages. */
export function guideValidator(
  { definitions, package: owner }: Pick<Guide, 'definitions' | 'package'>,
  {
    allowExampleUrls = false,
    liveUrls = false,
    syntax,
    inquiry,
    beside,
  }: Pick<ValidatorOptions, 'allowExampleUrls' | 'liveUrls' | 'syntax'> & {
    readonly inquiry?: Inquiry;
    /** Files that are validated in the same run. */
    readonly beside?: readonly string[];
  } = {},
): Validator {
  const validator = createValidator({
    definitions,
    terminology: terminologyFor(definitions, inquiry),
    package: owner,
    allowExampleUrls,
    liveUrls,
    room: getHeapStatistics().heap_size_limit,
    ...(syntax === undefined ? {} : { syntax }),
    ...(beside === undefined ? {} : { questionnaireAtHand: questionnairesIn(beside) }),
  });
  const rules = guideRules({ definitions, package: owner });
  if (rules.all.length === 0) return validator;
  return {
    validate: (text, request) => resultWithGuideRules(validator.validate(text, request), rules),
    validateResource: (resource, request) => resultWithGuideRules(validator.validateResource(resource, request), rules),
  };
}

/** The rules that the guide numbers. */
export function guideRules({ definitions, package: owner }: Pick<Guide, 'definitions' | 'package'>): GuideRules {
  const own = (type: string) => definitions.list(type).filter((each) => packageKey(each.package) === packageKey(owner));
  return readGuideRules(
    own('CodeSystem').map((each) => each.read()),
    own('StructureDefinition'),
  );
}

/** How a guide is validated. */
export interface GuideCheck {
  /** The project's. */
  readonly folder: string;
  validator: Validator;
  /** Makes another one, for when that one was broken off in the middle of anything. */
  readonly makeValidator: () => Validator;
  readonly signal: AbortSignal;
  /** How many seconds one resource may take. */
  readonly timeLimit?: number;
}

/**
 * Validates every resource of the guide: the examples against the profiles they claim, and the definitions against
 * the base specification, as their authors wrote them: without the snapshots. Findings carry the FSH line, or the line
 * of a predefined resource's own file.
 */
export async function checkGuide(guide: Guide, check: GuideCheck): Promise<ResourceResult[]> {
  const { signal, timeLimit = TIME_LIMIT } = check;
  return inTurns(
    questionsOf(guide, check.folder),
    { signal, timeLimit },
    {
      work: (question) =>
        'told' in question ? question.told : finished(ask(question, check.validator), question.checked),
      giveUp: (question) => {
        check.validator = check.makeValidator();
        if ('told' in question) return question.told;
        return finished(givenUpOn(question.checked, timeLimit), question.checked);
      },
    },
  );
}

/** A result as the guide's report has it. */
export function finished(result: ResourceResult, checked: GuideResource): ResourceResult {
  return atOrigin(asPublished(result, checked.resource.resourceType), checked);
}

/** What is told of a resource whose validation took too long. */
export function givenUpOn(checked: GuideResource, timeLimit: number): ResourceResult {
  return { ...givenUp(checked.file, undefined, timeLimit), resource: nameOf(checked) };
}

interface Turns<T, Result> {
  readonly work: (item: T) => Result;
  /** Called for an item that took too long, whose work was broken off in the middle of anything. */
  readonly giveUp: (item: T) => Result;
}

const TURN_MS = 100;

/** Works through a list, each item within the limit of time, and lets an abort through now and then. */
export async function inTurns<T, Result>(
  items: readonly T[],
  { signal, timeLimit }: { readonly signal: AbortSignal; readonly timeLimit: number },
  { work, giveUp }: Turns<T, Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < items.length) {
    await setImmediate(); // lets an abort through
    signal.throwIfAborted();
    const start = performance.now();
    // A limit has its price, so that several share one; whichever is at work when it is reached has had nearly all of it.
    const isDone = withinTime(
      () => {
        for (const item of items.slice(results.length)) {
          results.push(work(item));
          if (performance.now() - start > TURN_MS) return;
        }
      },
      timeLimit * 1_000 + TURN_MS,
    );
    if (isDone) continue;
    const slow = items[results.length];
    if (slow === undefined) break; // the last one was done when the time was over
    results.push(giveUp(slow));
  }
  return results;
}

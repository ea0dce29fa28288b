import type { Terminology } from '../../model/definition/terminology.ts';
import { faultText } from '../../model/fault.ts';
import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { compileExpression, type ExpressionTest } from '../invariant/expression.ts';
import type { Scope } from '../scope/scope.ts';
import { type Answers, answerValue, codingOf, type Extent } from './answers.ts';
import { compareValues } from './compare.ts';
import { commonItem, extensionValue, type Form, type FormItem, objectsIn } from './form.ts';

/** The items of a response that the walk is in, outermost first, each with what the Questionnaire says of it. */
export type Path = readonly { readonly item: FormItem; readonly part: JsonObject }[];

/** `unknown` says why it can't be told. */
export type Enabled = boolean | { readonly unknown: string };

const expressionUrl = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression';

/** Answers that the conditions of one response are held against, one for one: far more than any form needs. */
const MOST_COMPARED = 500_000;

/**
 * Whether a question is to be answered, given the answers that the response has.
 * Where a question is asked in each of several groups, the answer within the nearest group that has both decides.
 * @see https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen
 */
export class Enablement {
  readonly #form: Form;
  readonly #answers: Answers;
  readonly #scope: Scope;
  readonly #tests = new Map<string, ExpressionTest>();
  #left = MOST_COMPARED;

  constructor(form: Form, answers: Answers, scope: Scope) {
    this.#form = form;
    this.#answers = answers;
    this.#scope = scope;
  }

  /** @param path the items of the response around the place where the item is, or is not */
  of(item: FormItem, path: Path): Enabled {
    const { definition } = item;
    const expression = extensionValue(definition, expressionUrl);
    if (expression !== undefined) return this.#expression(expression);
    const conditions = objectsIn(definition, 'enableWhen');
    if (conditions.length === 0) return true;
    const behavior = definition.enableBehavior;
    // que-12: an error of the Questionnaire, which leaves open what is meant.
    if (conditions.length > 1 && behavior !== 'all' && behavior !== 'any') return true;
    const decisive = conditions.length === 1 || behavior === 'any';
    let open: Enabled | undefined;
    for (const condition of conditions) {
      const holds = this.#condition(condition, item, path);
      if (holds === decisive) return decisive;
      if (typeof holds !== 'boolean') open ??= holds;
    }
    return open ?? !decisive;
  }

  #condition(condition: JsonObject, item: FormItem, path: Path): Enabled {
    const { question, operator } = condition;
    const target = typeof question === 'string' ? this.#form.all.get(question) : undefined;
    if (target === undefined) return { unknown: `the Questionnaire has no question "${String(question)}".` };
    const extent = this.#extent(item, target, path);
    const expected = answerValue(condition, 'answer');
    if (operator === 'exists') {
      const exists = extent !== undefined && this.#answers.within(target.linkId, extent).next().done !== true;
      return exists === (expected?.value !== false);
    }
    if (expected === undefined || typeof operator !== 'string') return { unknown: 'the condition is incomplete.' };
    let open: Enabled | undefined;
    if (extent !== undefined)
      for (const answer of this.#answers.within(target.linkId, extent)) {
        if (--this.#left < 0) return { unknown: 'the conditions need too many comparisons.' };
        const holds = answerHolds(answer, operator, expected, this.#scope.engine.terminology);
        if (holds === true) return true;
        if (typeof holds !== 'boolean') open ??= holds;
      }
    return open ?? false;
  }

  #extent(item: FormItem, target: FormItem, path: Path): Extent | undefined {
    this.#left -= item.level;
    const common = commonItem(item, target);
    if (common === undefined) return this.#answers.whole;
    // The innermost part is the answer that the question is asked under, where there is one.
    const holder = path.findLast((each) => each.item === common && (common !== target || 'linkId' in each.part));
    return holder === undefined ? undefined : this.#answers.extentOf(holder.part);
  }

  #expression(value: unknown): Enabled {
    const { language, expression } = isJsonObject(value) ? value : {};
    if (language !== 'text/fhirpath' || typeof expression !== 'string')
      return { unknown: 'only conditions in FHIRPath are evaluated.' };
    const { resource, environment } = this.#scope;
    try {
      const test = this.#tests.get(expression) ?? compileExpression(expression);
      this.#tests.set(expression, test);
      return test({ value: resource, type: resource.resourceType }, environment);
    } catch (cause) {
      return { unknown: faultText(cause) }; // no FHIRPath, or one that is stopped
    }
  }
}

function answerHolds(
  answer: JsonObject,
  operator: string,
  expected: { readonly type: string; readonly value: unknown },
  terminology: Terminology,
): Enabled {
  const given = answerValue(answer);
  if (given?.value === undefined) return false;
  const order = orderOf(given, expected, terminology);
  if (order === undefined)
    return { unknown: `an answer of type ${given.type} can't be compared with ${expected.type}.` };
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    default:
      return { unknown: `there is no operator "${operator}".` };
  }
}

/** Of Codings 0 or 1: a system that the condition does not name may be any. */
function orderOf(
  given: { readonly type: string; readonly value: unknown },
  expected: { readonly type: string; readonly value: unknown },
  terminology: Terminology,
): number | undefined {
  const wanted = expected.type === 'Coding' ? codingOf(expected.value) : undefined;
  if (wanted === undefined || given.type !== 'Coding') {
    // An open choice has a Coding or a text: the one is never the other.
    if (new Set([given.type, expected.type, 'Coding', 'string']).size === 2 && given.type !== expected.type) return 1;
    return compareValues(given.value, expected.value, terminology);
  }
  const found = codingOf(given.value);
  const isSame = found?.code === wanted.code && (wanted.system === undefined || found?.system === wanted.system);
  return isSame ? 0 : 1;
}

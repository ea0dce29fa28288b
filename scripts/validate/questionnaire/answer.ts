import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { answerValue } from './answers.ts';
import type { QuestionContext } from './context.ts';
import { extensionValue, type FormItem } from './form.ts';
import { checkOptions } from './options.ts';
import { checkValue } from './value.ts';

const choiceTypes = ['Coding', 'date', 'time', 'integer', 'string'];

/**
 * The types of the answers to each type of question; a choice has those that options may have.
 * @see https://hl7.org/fhir/R4/valueset-item-type.html
 */
const answerTypes: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...['boolean', 'decimal', 'integer', 'date', 'dateTime', 'time', 'string'].map((type) => [type, [type]] as const),
  ['text', ['string']],
  ['url', ['uri']],
  ['attachment', ['Attachment']],
  ['reference', ['Reference']],
  ['quantity', ['Quantity']],
  ['choice', choiceTypes],
  ['open-choice', choiceTypes],
]);

const occurs = 'http://hl7.org/fhir/StructureDefinition/questionnaire-';

/**
 * The answers of one item: how many, of which types, and which values.
 * @returns them
 */
export function checkAnswers(
  part: JsonObject,
  item: FormItem,
  path: string,
  isEnabled: boolean,
  context: QuestionContext,
): readonly unknown[] {
  const answers: readonly unknown[] = Array.isArray(part.answer) ? part.answer : [];
  const { findings } = context.scope;
  const types = item.type === undefined ? undefined : answerTypes.get(item.type);
  if (types === undefined) {
    if (answers.length > 0)
      findings.error({
        code: 'structure',
        rule: 'questionnaire-type',
        message: `"${shown(item.linkId)}" takes no answer: the Questionnaire has it as ${item.type === undefined ? 'an item without a type' : `one of type ${shown(item.type)}`}.`,
        expression: path,
      });
    return answers;
  }
  checkCount(answers.length, item, path, isEnabled, context);
  for (const [i, answer] of answers.entries())
    if (isJsonObject(answer)) checkAnswer(answer, types, item, `${path}.answer[${i}]`, answers.length, context);
  return answers;
}

function checkCount(count: number, item: FormItem, path: string, isEnabled: boolean, context: QuestionContext): void {
  const { scope, isComplete } = context;
  const { linkId, definition, required, repeats } = item;
  const lacks = (message: string) =>
    scope.findings.add({
      severity: isComplete ? 'error' : 'warning',
      code: 'required',
      rule: 'questionnaire-required',
      message,
      expression: path,
    });
  const exceeds = (message: string) =>
    scope.findings.error({ code: 'structure', rule: 'questionnaire-repeats', message, expression: path });
  const least = extensionValue(definition, `${occurs}minOccurs`);
  const most = extensionValue(definition, `${occurs}maxOccurs`);
  if (count === 0 && required && isEnabled)
    lacks(`The Questionnaire requires an answer to "${shown(linkId)}", and there is none.`);
  else if (typeof least === 'number' && count < least && isEnabled)
    lacks(`The Questionnaire requires ${least} answers to "${shown(linkId)}"; found ${count}.`);
  if (count > 1 && !repeats) exceeds(`"${shown(linkId)}" has ${count} answers; the Questionnaire allows one.`);
  else if (typeof most === 'number' && count > most)
    exceeds(`"${shown(linkId)}" has ${count} answers; the Questionnaire allows at most ${most}.`);
}

function checkAnswer(
  answer: JsonObject,
  types: readonly string[],
  item: FormItem,
  path: string,
  count: number,
  context: QuestionContext,
): void {
  const given = answerValue(answer);
  if (given === undefined) return;
  const at = `${path}.value`;
  if (!types.includes(given.type)) {
    const message = `The answer to "${shown(item.linkId)}" must be of the type ${types.join(' or ')}; found ${shown(given.type)}.`;
    context.scope.findings.error({ code: 'structure', rule: 'questionnaire-type', message, expression: at });
    return;
  }
  checkValue(item, { ...given, answer }, at, context);
  checkOptions(item, given, at, count, context);
}

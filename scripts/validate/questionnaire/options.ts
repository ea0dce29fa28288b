import { isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { answerValue, codingOf } from './answers.ts';
import type { QuestionContext } from './context.ts';
import { extensionValue, type FormItem, objectsIn } from './form.ts';

const exclusiveUrl = 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive';

/** The options of a question, by what tells them apart. */
interface Options {
  readonly keys: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly exclusive: ReadonlySet<string>;
  /** Codes and displays in lower case. */
  readonly words: ReadonlySet<string>;
}

const remembered = new WeakMap<FormItem, Options | undefined>();

function optionsOf(item: FormItem): Options | undefined {
  if (remembered.has(item)) return remembered.get(item);
  const listed = objectsIn(item.definition, 'answerOption');
  const options =
    listed.length === 0
      ? undefined
      : { keys: new Set<string>(), types: new Set<string>(), exclusive: new Set<string>(), words: new Set<string>() };
  for (const option of options === undefined ? [] : listed) {
    const found = answerValue(option);
    if (found === undefined || options === undefined) continue;
    const key = keyOf(found.type, found.value);
    options.keys.add(key);
    options.types.add(found.type);
    if (extensionValue(option, exclusiveUrl) === true) options.exclusive.add(key);
    if (isJsonObject(found.value))
      for (const word of [found.value.code, found.value.display])
        if (typeof word === 'string') options.words.add(word.toLowerCase());
  }
  remembered.set(item, options);
  return options;
}

function keyOf(type: string, value: unknown): string {
  if (type === 'Coding') {
    const { system = '', code = '' } = codingOf(value) ?? {};
    return `Coding ${system}|${code}`;
  }
  if (type === 'Reference' && isJsonObject(value)) return `Reference ${String(value.reference)}`;
  return `${type} ${String(value)}`;
}

/**
 * Holds an answer against the options of its question: those listed, or those of a value set.
 * @param count how many answers the item has
 * @see https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.answerOption
 */
export function checkOptions(
  item: FormItem,
  { type, value }: { readonly type: string; readonly value: unknown },
  path: string,
  count: number,
  context: QuestionContext,
): void {
  if (value === undefined) return;
  const options = optionsOf(item);
  // An open choice takes any text beside its options.
  const isFree = item.type === 'open-choice' && type === 'string';
  if (options !== undefined) checkListed(options, item, { type, value }, path, count, isFree, context);
  else if (typeof item.definition.answerValueSet === 'string' && !isFree)
    checkValueSet(item.definition.answerValueSet, type, value, path, context);
}

function checkListed(
  { keys, types, exclusive, words }: Options,
  { linkId }: FormItem,
  { type, value }: { readonly type: string; readonly value: unknown },
  path: string,
  count: number,
  isFree: boolean,
  { scope: { findings } }: QuestionContext,
): void {
  if (isFree) {
    if (typeof value === 'string' && words.has(value.toLowerCase()))
      findings.warning({
        code: 'business-rule',
        rule: 'questionnaire-option',
        message: `The text "${shown(value)}" is that of one of the options of "${shown(linkId)}"; give its Coding instead.`,
        expression: path,
      });
    return;
  }
  const key = keyOf(type, value);
  const said = type === 'Coding' ? saidCoding(value) : `"${shown(value)}"`;
  if (!keys.has(key)) {
    const none = types.has(type) ? '' : ` None of them is of type ${type}.`;
    const message = `${said} is not among the options of "${shown(linkId)}".${none} Give one of the options of the Questionnaire.`;
    findings.error({ code: 'code-invalid', rule: 'questionnaire-option', message, expression: path });
  } else if (count > 1 && exclusive.has(key))
    findings.error({
      code: 'business-rule',
      rule: 'questionnaire-option',
      message: `${said} excludes all other answers to "${shown(linkId)}"; leave the others out, or this one.`,
      expression: path,
    });
}

function saidCoding(value: unknown): string {
  const { system, code = '' } = codingOf(value) ?? {};
  return shown(system === undefined ? `"${code}" without a system` : `${system}#${code}`);
}

function checkValueSet(valueSet: string, type: string, value: unknown, path: string, context: QuestionContext): void {
  const { findings } = context.scope;
  if (type !== 'Coding' && typeof value !== 'string') return;
  const { system, code } = type === 'Coding' ? (codingOf(value) ?? {}) : { system: undefined, code: String(value) };
  if (type === 'Coding' && (system === undefined || code === undefined)) {
    const message = `Whether the Coding is in the value set ${shown(valueSet)} was not checked: it has no ${code === undefined ? 'code' : 'system'}.`;
    findings.information({ code: 'not-supported', rule: 'not-checked', message, expression: path });
    return;
  }
  const coding = { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
  const membership = context.isMember(coding, valueSet);
  const said = type === 'Coding' ? saidCoding(value) : `"${shown(value)}"`;
  if (membership.outcome === 'member') return;
  if (membership.outcome === 'not-member') {
    const meant = membership.nearest === undefined ? '' : ` Did you mean "${membership.nearest}"?`;
    const message = `${said} is not in the value set ${shown(valueSet)}, from which the Questionnaire takes the options.${meant}`;
    findings.error({ code: 'code-invalid', rule: 'questionnaire-option', message, expression: path });
    return;
  }
  const reason = membership.outcome === 'not-checked' ? membership.reason : 'it is not loaded.';
  const message = `Whether ${said} is in the value set ${shown(valueSet)} was not checked: ${reason}`;
  if (membership.outcome === 'not-checked')
    findings.information({ code: 'not-supported', rule: 'not-checked', message, expression: path });
  else findings.warning({ code: 'not-found', rule: 'not-checked', message, expression: path });
}

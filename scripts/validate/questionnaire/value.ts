import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { compileRegex } from '../../model/regex/bounded-regex.ts';
import { shown } from '../finding/wording.ts';
import { codingOf } from './answers.ts';
import { compareValues } from './compare.ts';
import type { QuestionContext } from './context.ts';
import { extensionValue, extensionValues, type FormItem } from './form.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

/** The value of an answer, with the answer that holds it. */
export interface Given {
  readonly type: string;
  readonly key: string;
  readonly value: unknown;
  readonly answer: JsonObject;
}

/**
 * Bounds, lengths, formats and units that a Questionnaire sets for an answer of the right type.
 * @see https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.maxLength
 */
export function checkValue(item: FormItem, given: Given, path: string, context: QuestionContext): void {
  const { value, type } = given;
  if (value === undefined) return;
  if (type === 'string' || type === 'uri') checkText(item, String(value), path, context);
  else if (type === 'Attachment') checkAttachment(item, value, path, context);
  else if (type === 'Reference') checkReference(item, value, path, context);
  else {
    checkBounds(item, given, path, context);
    if (type === 'decimal') checkDecimals(item, given.answer, given.key, path, context);
    if (type === 'Quantity') checkQuantity(item, value, path, context);
  }
}

function fault(message: string, path: string, { scope }: QuestionContext): void {
  scope.findings.error({ code: 'value', rule: 'questionnaire-value', message, expression: path });
}

function checkText({ definition, type }: FormItem, text: string, path: string, context: QuestionContext): void {
  const { findings } = context.scope;
  const most = definition.maxLength;
  if (typeof most === 'number' && text.length > most)
    fault(`The answer has ${text.length} characters; the Questionnaire allows at most ${most}.`, path, context);
  const least = extensionValue(definition, `${core}minLength`);
  if (typeof least === 'number' && text.length < least)
    fault(`The answer has ${text.length} characters; the Questionnaire asks for at least ${least}.`, path, context);
  if (type === 'string' && /[\r\n]/.test(text))
    findings.warning({
      code: 'value',
      rule: 'questionnaire-value',
      message: 'The answer has line breaks; a question of the type string takes a single line.',
      expression: path,
    });
  const pattern = extensionValue(definition, `${core}regex`);
  if (typeof pattern !== 'string') return;
  const matches = compileRegex(pattern, 'whole')?.(text);
  const format = extensionValue(definition, `${core}entryFormat`);
  const like = typeof format === 'string' ? `, such as "${shown(format)}"` : '';
  if (matches === false)
    fault(`"${shown(text)}" does not match the format of the Questionnaire, ${shown(pattern)}${like}.`, path, context);
  else if (matches === undefined) {
    const message = `The regular expression ${shown(pattern)} of the Questionnaire was not applied: it is not valid, or could take for ever.`;
    findings.information({ code: 'too-costly', rule: 'not-checked', message, expression: path });
  }
}

function checkBounds({ definition }: FormItem, given: Given, path: string, context: QuestionContext): void {
  const name = given.type === 'Quantity' ? `${sdc}minQuantity` : `${core}minValue`;
  const least = extensionValue(definition, name);
  const most = extensionValue(definition, name.replace('/min', '/max').replace('-min', '-max'));
  for (const [bound, sign] of [
    [least, 1],
    [most, -1],
  ] as const) {
    if (bound === undefined) continue;
    const isUnitless =
      given.type === 'Quantity' && [given.value, bound].some((each) => codingOf(each)?.code === undefined);
    const order = isUnitless ? undefined : compareValues(given.value, bound, context.scope.engine.terminology);
    const word = sign === 1 ? 'least' : 'greatest';
    if (order === undefined)
      fault(
        `${amount(given.value)} can't be compared with ${amount(bound)}, the ${word} value that the Questionnaire allows. Give system and code of a unit that can be converted.`,
        path,
        context,
      );
    else if (order * sign < 0)
      fault(
        `${amount(given.value)} is ${sign === 1 ? 'below' : 'above'} ${amount(bound)}, the ${word} value that the Questionnaire allows.`,
        path,
        context,
      );
  }
}

function amount(value: unknown): string {
  return isJsonObject(value) ? shown(`${value.value} ${value.code ?? value.unit ?? ''}`.trim()) : shown(value);
}

function checkDecimals(item: FormItem, holder: JsonObject, key: string, path: string, context: QuestionContext): void {
  const most = extensionValue(item.definition, `${core}maxDecimalPlaces`);
  const value = holder[key];
  if (typeof most !== 'number' || typeof value !== 'number') return;
  const text = context.written(holder, key, value);
  const places = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  if (places > most)
    fault(`${text} has ${places} decimal places; the Questionnaire allows at most ${most}.`, path, context);
}

function checkQuantity(item: FormItem, value: unknown, path: string, context: QuestionContext): void {
  if (!isJsonObject(value)) return;
  checkDecimals(item, value, 'value', path, context);
  const units = extensionValues(item.definition, `${core}questionnaire-unitOption`).filter(isJsonObject);
  const { system, code } = codingOf(value) ?? {};
  const fits = units.some(
    (unit) =>
      (unit.system === undefined || unit.system === system) &&
      (unit.code === undefined || unit.code === code) &&
      (unit.display === undefined || unit.display === value.unit),
  );
  const allowed = units.map((unit) => `"${String(unit.display ?? unit.code)}" (${String(unit.code)})`).join(', ');
  if (units.length > 0 && !fits)
    fault(`The unit of ${amount(value)} is none that the Questionnaire allows: ${shown(allowed)}.`, path, context);
  const valueSet = extensionValue(item.definition, `${core}questionnaire-unitValueSet`);
  if (typeof valueSet !== 'string') return;
  const coding = { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
  const membership = system === undefined || code === undefined ? undefined : context.isMember(coding, valueSet);
  if (membership === undefined || membership.outcome === 'not-member')
    fault(
      `The unit of ${amount(value)} is not in the value set ${shown(valueSet)} of the Questionnaire.`,
      path,
      context,
    );
  else if (membership.outcome !== 'member') {
    const reason = membership.outcome === 'not-checked' ? membership.reason : 'it is not loaded.';
    const message = `Whether the unit is in the value set ${shown(valueSet)} was not checked: ${reason}`;
    context.scope.findings.information({ code: 'not-supported', rule: 'not-checked', message, expression: path });
  }
}

function checkAttachment({ definition }: FormItem, value: unknown, path: string, context: QuestionContext): void {
  if (!isJsonObject(value)) return;
  const types = extensionValues(definition, `${core}mimeType`).filter((each) => typeof each === 'string');
  const { contentType, data } = value;
  if (types.length > 0 && !(typeof contentType === 'string' && types.some((type) => contentType.startsWith(type))))
    fault(`The contentType must be ${shown(types.join(' or '))}; found "${shown(contentType ?? '')}".`, path, context);
  const most = extensionValue(definition, `${core}maxSize`);
  if (typeof most !== 'number' || typeof data !== 'string') return;
  const bytes = Math.floor((data.replace(/[^A-Za-z0-9+/]/g, '').length * 3) / 4);
  if (bytes > most)
    fault(`The attachment has ${bytes} bytes; the Questionnaire allows at most ${most}.`, path, context);
}

function checkReference({ definition }: FormItem, value: unknown, path: string, context: QuestionContext): void {
  if (!isJsonObject(value)) return;
  const allowed = extensionValues(definition, `${core}questionnaire-referenceResource`);
  const { reference, type } = value;
  const found =
    typeof type === 'string'
      ? type
      : /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/|$)/.exec(String(reference))?.[1];
  if (allowed.length > 0 && found !== undefined && !allowed.includes(found))
    fault(
      `The reference leads to a resource of type ${shown(found)}; the Questionnaire allows ${shown(allowed.join(' or '))}.`,
      path,
      context,
    );
}

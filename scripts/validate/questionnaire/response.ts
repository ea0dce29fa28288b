import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { asWritten } from '../json/reader.ts';
import type { Scope } from '../scope/scope.ts';
import { checkAnswers } from './answer.ts';
import { Answers } from './answers.ts';
import type { QuestionContext } from './context.ts';
import { Enablement, type Path } from './enabled.ts';
import { type FormItem, type FormItems, formOf } from './form.ts';
import { questionnaireOf } from './source.ts';

/**
 * Holds a QuestionnaireResponse against its Questionnaire.
 * @see https://hl7.org/fhir/R4/questionnaireresponse.html
 */
export function checkQuestionnaireResponse(scope: Scope): void {
  const source = questionnaireOf(scope);
  if (source === undefined) return;
  const { resource, path, run } = scope;
  const form = formOf(source.questionnaire);
  checkPeriod(source.questionnaire, scope);
  const context: QuestionContext = {
    scope,
    isComplete: resource.status === 'completed' || resource.status === 'amended',
    isMember: source.isMember,
    written: (holder, key, value) => asWritten(run.numerals, holder, key, value),
  };
  const enablement = new Enablement(form, new Answers(resource), scope);
  new Response(context, enablement, form.all).items(resource, path, form.items, []);
}

/** The response was given while the Questionnaire was in use. */
function checkPeriod({ effectivePeriod }: JsonObject, { resource: { authored }, findings, path }: Scope): void {
  if (!isJsonObject(effectivePeriod) || typeof authored !== 'string') return;
  const { start, end } = effectivePeriod;
  const cut = (date: string) => authored.slice(0, date.length);
  const isEarly = typeof start === 'string' && cut(start) < start.slice(0, authored.length);
  const isLate = typeof end === 'string' && cut(end) > end.slice(0, Math.max(authored.length, 4));
  if (!isEarly && !isLate) return;
  const message = `The response is of ${shown(authored)}, ${isEarly ? `before ${shown(start)}, when` : `after ${shown(end)}, until when`} the Questionnaire is in effect.`;
  findings.warning({ code: 'business-rule', rule: 'questionnaire-value', message, expression: `${path}.authored` });
}

/** An item of the response that was found in the Questionnaire. */
interface Found {
  readonly part: JsonObject;
  readonly path: string;
}

class Response {
  private readonly context: QuestionContext;
  private readonly enablement: Enablement;
  private readonly all: ReadonlyMap<string, FormItem>;
  private unknown = 0;

  constructor(context: QuestionContext, enablement: Enablement, all: ReadonlyMap<string, FormItem>) {
    this.context = context;
    this.enablement = enablement;
    this.all = all;
  }

  /** @param holder the response, an item or an answer; its items are those that the Questionnaire has there */
  items(holder: JsonObject, path: string, form: FormItems, around: Path): void {
    const found = this.sorted(holder, path, form, around);
    for (const item of form.list) {
      const given = found.get(item.linkId);
      const enabled = this.enablement.of(item, around);
      if (typeof enabled !== 'boolean' && (given !== undefined || item.required))
        this.reportUnknown(item, enabled.unknown, path);
      if (given === undefined) {
        if (enabled === true && item.required) this.reportMissing(item, path);
        continue;
      }
      // Of items that the Questionnaire has twice, the first takes what was given.
      found.delete(item.linkId);
      if (enabled === false) this.reportDisabled(item, given);
      this.reportRepeated(item, given);
      for (const each of given) this.item(each, item, around, enabled === true);
    }
  }

  /** The items by linkId; those that do not belong here are told, and checked where the Questionnaire has them elsewhere. */
  private sorted(holder: JsonObject, path: string, form: FormItems, around: Path): Map<string, Found[]> {
    const found = new Map<string, Found[]>();
    const { findings } = this.context.scope;
    let last = -1;
    for (const [i, part] of (Array.isArray(holder.item) ? holder.item : []).entries()) {
      if (!isJsonObject(part) || typeof part.linkId !== 'string') continue;
      const at = `${path}.item[${i}]`;
      const position = form.positions.get(part.linkId);
      if (position === undefined) {
        this.elsewhere(part, part.linkId, at, around);
        continue;
      }
      if (position < last)
        findings.error({
          code: 'structure',
          rule: 'questionnaire-order',
          message: `"${shown(part.linkId)}" stands behind an item that comes after it in the Questionnaire. Put the items in the order of the Questionnaire.`,
          expression: at,
        });
      last = position;
      const known = found.get(part.linkId);
      if (known === undefined) found.set(part.linkId, [{ part, path: at }]);
      else known.push({ part, path: at });
    }
    return found;
  }

  private elsewhere(part: JsonObject, linkId: string, path: string, around: Path): void {
    const { findings } = this.context.scope;
    const item = this.all.get(linkId);
    if (item === undefined) {
      const near =
        this.all.size <= MOST_CANDIDATES && this.unknown++ < MOST_SUGGESTIONS
          ? didYouMean(linkId, this.all.keys())
          : '';
      const message = `The Questionnaire has no item "${shown(linkId)}".${near}`;
      findings.error({ code: 'not-found', rule: 'questionnaire-item', message, expression: path });
      return;
    }
    const place = item.parent === undefined ? 'outermost' : `below "${shown(item.parent.linkId)}"`;
    const message = `"${shown(linkId)}" is in the wrong place: the Questionnaire has it ${place}.`;
    findings.error({ code: 'structure', rule: 'questionnaire-item', message, expression: path });
    this.item({ part, path }, item, around, this.enablement.of(item, around) === true);
  }

  private item({ part, path }: Found, item: FormItem, around: Path, isEnabled: boolean): void {
    this.checkText(part, item, path);
    const inside = [...around, { item, part }];
    const answers = checkAnswers(part, item, path, isEnabled, this.context);
    const isGroup = item.type === 'group' || item.type === 'question';
    if (!isGroup)
      for (const [i, answer] of answers.entries())
        if (isJsonObject(answer) && (answer.item !== undefined || item.children.list.length > 0))
          this.items(answer, `${path}.answer[${i}]`, item.children, [...inside, { item, part: answer }]);
    const hasItems = Array.isArray(part.item) && part.item.length > 0;
    if (isGroup) {
      if (item.required && !hasItems && isEnabled) this.reportMissing(item, path);
      this.items(part, path, item.children, inside);
    } else if (hasItems) {
      const where =
        item.type === 'display' ? 'A display has no items' : 'Items below a question belong into its answer';
      const message = `${where}: move what is below "${shown(item.linkId)}".`;
      this.context.scope.findings.error({ code: 'structure', rule: 'questionnaire-item', message, expression: path });
    }
  }

  private checkText({ text }: JsonObject, { definition, linkId }: FormItem, path: string): void {
    if (typeof text !== 'string' || text === definition.text || isTranslation(text, definition)) return;
    const message = `The text of "${shown(linkId)}" must be that of the Questionnaire, "${shown(definition.text ?? '')}"; found "${shown(text)}".`;
    this.context.scope.findings.error({
      code: 'value',
      rule: 'questionnaire-item',
      message,
      expression: `${path}.text`,
    });
  }

  private reportMissing({ linkId }: FormItem, path: string): void {
    const { scope, isComplete } = this.context;
    const message = `The Questionnaire requires an answer to "${shown(linkId)}", and there is none.`;
    scope.findings.add({
      severity: isComplete ? 'error' : 'warning',
      code: 'required',
      rule: 'questionnaire-required',
      message,
      expression: path,
    });
  }

  private reportDisabled({ linkId }: FormItem, given: readonly Found[]): void {
    for (const { part, path } of given) {
      if (part.answer === undefined && part.item === undefined) continue;
      const message = `"${shown(linkId)}" is answered, but the conditions under which it is asked (enableWhen) are not met. Leave it out.`;
      this.context.scope.findings.error({
        code: 'business-rule',
        rule: 'questionnaire-enabled',
        message,
        expression: path,
      });
    }
  }

  private reportUnknown({ linkId }: FormItem, why: string, path: string): void {
    const message = `Whether "${shown(linkId)}" is to be answered (enableWhen) was not checked: ${why}`;
    this.context.scope.findings.information({ code: 'not-supported', rule: 'not-checked', message, expression: path });
  }

  private reportRepeated({ linkId, repeats }: FormItem, given: readonly Found[]): void {
    const [, second] = given;
    if (second === undefined || repeats) return;
    const message = `"${shown(linkId)}" is given ${given.length} times; the Questionnaire does not let it repeat.`;
    this.context.scope.findings.error({
      code: 'structure',
      rule: 'questionnaire-repeats',
      message,
      expression: second.path,
    });
  }
}

/** A name is looked for among so many at most: each unknown one is held against all. */
const MOST_CANDIDATES = 500;
const MOST_SUGGESTIONS = 20;

const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation';

/** The Questionnaire may have its texts in several languages. */
function isTranslation(text: string, { _text }: JsonObject): boolean {
  const extensions = isJsonObject(_text) && Array.isArray(_text.extension) ? _text.extension : [];
  return extensions.some(
    (each) =>
      isJsonObject(each) &&
      each.url === translationUrl &&
      Array.isArray(each.extension) &&
      each.extension.some((part) => isJsonObject(part) && (part.valueString === text || part.valueMarkdown === text)),
  );
}

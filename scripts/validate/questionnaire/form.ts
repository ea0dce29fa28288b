import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';

/** One item of a Questionnaire, and where it stands among the others. */
export interface FormItem {
  readonly linkId: string;
  /** `group`, `display`, or the type of a question; undefined where the Questionnaire names none. */
  readonly type: string | undefined;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly definition: JsonObject;
  readonly parent: FormItem | undefined;
  readonly level: number;
  readonly children: FormItems;
}

/** The items of a Questionnaire, or those of one of its items. */
export interface FormItems {
  readonly list: readonly FormItem[];
  /** Where the first item with a linkId stands. */
  readonly positions: ReadonlyMap<string, number>;
}

export interface Form {
  readonly questionnaire: FhirResource;
  readonly items: FormItems;
  /** All items, however deep: of several with one linkId the first. */
  readonly all: ReadonlyMap<string, FormItem>;
}

const forms = new WeakMap<FhirResource, Form>();

/** The items of a Questionnaire, put in order once for all the responses to it. */
export function formOf(questionnaire: FhirResource): Form {
  const known = forms.get(questionnaire);
  if (known !== undefined) return known;
  const all = new Map<string, FormItem>();
  const form = { questionnaire, items: itemsOf(questionnaire, undefined, all), all };
  forms.set(questionnaire, form);
  return form;
}

function itemsOf(holder: JsonObject, parent: FormItem | undefined, all: Map<string, FormItem>): FormItems {
  const list: FormItem[] = [];
  const positions = new Map<string, number>();
  for (const definition of objectsIn(holder, 'item')) {
    const { linkId, type } = definition;
    if (typeof linkId !== 'string') continue; // an error of the Questionnaire
    const children: { list: readonly FormItem[]; positions: ReadonlyMap<string, number> } = none();
    const item: FormItem = {
      linkId,
      type: typeof type === 'string' ? type : undefined,
      required: definition.required === true,
      repeats: definition.repeats === true,
      definition,
      parent,
      level: parent === undefined ? 0 : parent.level + 1,
      children,
    };
    if (!all.has(linkId)) all.set(linkId, item);
    if (!positions.has(linkId)) positions.set(linkId, list.length);
    list.push(item);
    if (definition.item !== undefined) Object.assign(children, itemsOf(definition, item, all));
  }
  return { list, positions };
}

function none(): FormItems {
  return { list: [], positions: new Map() };
}

/** The nearest item that holds both, or is one of them; undefined for the Questionnaire itself. */
export function commonItem(one: FormItem, other: FormItem): FormItem | undefined {
  let [a, b]: (FormItem | undefined)[] = [one, other];
  while (a !== b) {
    if (a === undefined || b === undefined) return undefined;
    if (a.level >= b.level) a = a.parent;
    else b = b.parent;
  }
  return a;
}

/** The objects in a property that is a list. */
export function objectsIn(holder: JsonObject, key: string): JsonObject[] {
  const list = holder[key];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** What an extension of an item says, such as the number in `valueInteger`; undefined where it is not there. */
export function extensionValue(holder: JsonObject, url: string): unknown {
  return extensionValues(holder, url)[0];
}

export function extensionValues(holder: JsonObject, url: string): unknown[] {
  const values: unknown[] = [];
  for (const extension of objectsIn(holder, 'extension'))
    if (extension.url === url) {
      const key = Object.keys(extension).find((name) => /^value[A-Z]/.test(name));
      if (key !== undefined) values.push(extension[key]);
    }
  return values;
}

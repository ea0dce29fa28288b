import type { CodingValue, Membership } from '../../model/definition/terminology.ts';
import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { objectsIn } from './form.ts';

/** The codes that a value set lists, and the systems of which it takes codes without listing them. */
interface Listed {
  readonly codings: Set<string>;
  readonly codes: Set<string>;
  readonly openSystems: Set<string>;
  isOpen: boolean;
}

const remembered = new WeakMap<JsonObject, Listed>();

/** Whether a value set within the text that is validated has a code, as far as it lists its codes one by one. */
export function isListed({ system, code = '' }: CodingValue, valueSet: JsonObject): Membership {
  const listed = remembered.get(valueSet) ?? listedIn(valueSet);
  remembered.set(valueSet, listed);
  if (system === undefined ? listed.codes.has(code) : listed.codings.has(`${system}|${code}`))
    return { outcome: 'member' };
  const isOpen = listed.isOpen || (system === undefined ? listed.openSystems.size > 0 : listed.openSystems.has(system));
  return isOpen
    ? { outcome: 'not-checked', reason: 'it does not list its codes one by one.' }
    : { outcome: 'not-member' };
}

function listedIn({ compose, expansion }: JsonObject): Listed {
  const listed: Listed = { codings: new Set(), codes: new Set(), openSystems: new Set(), isOpen: false };
  if (isJsonObject(compose)) addComposed(compose, listed);
  else if (isJsonObject(expansion)) addExpanded(expansion, listed);
  else listed.isOpen = true;
  return listed;
}

function add({ code }: JsonObject, system: unknown, { codings, codes }: Listed): void {
  if (typeof code !== 'string') return;
  codings.add(`${String(system)}|${code}`);
  codes.add(code);
}

function addComposed(compose: JsonObject, listed: Listed): void {
  listed.isOpen = compose.exclude !== undefined;
  for (const include of objectsIn(compose, 'include')) {
    const { system } = include;
    const concepts = objectsIn(include, 'concept');
    if (typeof system !== 'string' || include.valueSet !== undefined) listed.isOpen = true;
    else if (concepts.length === 0) listed.openSystems.add(system);
    else for (const concept of concepts) add(concept, system, listed);
  }
}

function addExpanded(expansion: JsonObject, listed: Listed): void {
  const rest = objectsIn(expansion, 'contains');
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    add(next, next.system, listed);
    for (const part of objectsIn(next, 'contains')) rest.push(part);
  }
}

import { CONSTRAINTS } from './french/constraints.js';
import { RULES } from './french/rules.js';
import { PARTS, SENTENCES, TAILS } from './french/sentences.js';

/*
 * The findings in French. Constraints of the guide speak French themselves; every message of the engine that a payload of
 * the API can meet has its French sentence, with what was found (`french/sentences.js`, held by tests/checker/french);
 * of what only other resources can have, which the API refuses anyhow, it is what the rule asks for.
 */

const SUGGESTION = / Did you mean "([^"]+)"\?/;

/** What the engine suspects was meant; undefined where it suspects nothing. */
export function suggestionOf({ message }) {
  return SUGGESTION.exec(message)?.[1];
}

/** A finding in French. */
export function inFrench(issue) {
  return frenchOf(issue) ?? RULES[issue.rule] ?? 'Le constat est dit en anglais ci-dessous.';
}

/** The same where the message has a French of its own; undefined where it has none. */
export function frenchOf({ message, rule, constraint }) {
  if (rule === 'invariant') {
    // The guide's own constraints: their text is French, behind their key.
    if (constraint === undefined || constraint.startsWith('mes-')) return message;
    return CONSTRAINTS[constraint] === undefined ? undefined : spaced(`${constraint} : ${CONSTRAINTS[constraint]}`);
  }
  return sentenceOf(message);
}

const STAND_IN =
  /^(.+?) (?:is a stand-in, which may lack what the published package has|are stand-ins, which may lack what the published packages have): (.*)$/s;

function sentenceOf(message) {
  const [, names, rest] = STAND_IN.exec(message) ?? [];
  if (rest !== undefined) {
    const french = sentenceOf(rest);
    const why = ' Ce guide emploie un substitut qui peut ne pas tout avoir : ';
    return french === undefined
      ? undefined
      : `${french}${spaced(why)}${names.replaceAll(' and ', ' et ').replace(/ others$/, ' autres')}.`;
  }
  const plain = message.replace(SUGGESTION, '');
  const whole = translated(plain, sentences);
  if (whole !== undefined) return whole;
  for (const [english, french] of tails) {
    const match = english.exec(plain);
    const before = match === null ? undefined : translated(plain.slice(0, match.index), sentences);
    if (before !== undefined) return before + french(match.slice(1));
  }
  return undefined;
}

const KINDS = { string: 'un texte', number: 'un nombre', boolean: 'un booléen' };

const sentences = compiled(SENTENCES, '^', '$');
const parts = compiled(PARTS, '^', '\\.?$');
const tails = compiled(TAILS, '', '$');

function translated(text, list) {
  for (const [english, french] of list) {
    const match = english.exec(text);
    const said = match === null ? undefined : french(match.slice(1));
    if (said !== undefined) return said;
  }
  return undefined;
}

/** A sentence as a regular expression, and the function that makes its French of what that has found. */
function compiled(pairs, begin, end) {
  return pairs.map(([english, french]) => {
    const places = [...english.matchAll(/\{(\w*)\}/g)].map(([, name]) => name);
    const isFit = (value, at) => places[at] !== 'part' || translated(value, parts) !== undefined;
    const pattern = english.replace(/[.*+?^$|()[\]\\]/g, '\\$&').replace(/\{\w*\}/g, '([\\s\\S]*?)');
    const wanted = spaced(french);
    return [
      new RegExp(`${begin}${pattern}${end}`),
      (found) => {
        if (!found.every(isFit)) return undefined;
        return wanted.replace(/\{(kind)?(\d)\}/g, (_, kind, at) => {
          const value = found[Number(at)];
          if (kind !== undefined) return KINDS[value] ?? value;
          return places[Number(at)] === '' ? value : partOf(value);
        });
      },
    ];
  });
}

function partOf(text) {
  const known = translated(text, parts);
  if (known !== undefined) return known;
  return text
    .replace(/\bvalue of /g, 'la valeur de ')
    .replace(/\btype of resource\b/g, 'le type de ressource')
    .replace(/\btype of /g, 'le type de ')
    .replace(/\band\b/g, 'et')
    .replace(/\bor\b/g, 'ou')
    .replace(/\.$/, '');
}

/** French has a no-break space inside its quotation marks and before a colon, a semicolon or a question mark. */
function spaced(text) {
  return text
    .replace(/« /g, '«\u00a0')
    .replace(/ »/g, '\u00a0»')
    .replace(/ (?=[:;?!](?:\s|$))/g, '\u00a0');
}

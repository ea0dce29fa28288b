/*
 * JSON that keeps its numbers as they are written. A decimal has a precision (1.50 is not 1.5), and may have more digits
 * than a double: https://hl7.org/fhir/R4/datatypes.html#decimal. Definitions are plain objects, read once and copied many
 * times, so the digits travel with the object that has the number, under a symbol that `{...}` copies and nobody lists.
 */

const WRITTEN = Symbol('numbers as they are written');
interface Holder {
  [WRITTEN]?: ReadonlyMap<string, string>;
}

/** No text can have it: it begins the place of such a number while JSON.parse or JSON.stringify is at work. */
const MARK = `number ${Math.random()} `;
const marked = new RegExp(`"${MARK.replace('.', '\\.')}([^"]*)"`, 'g');
/** What may be a number that JavaScript prints otherwise; a text may look like one. */
const odd = /[:,[]\s*-?(?:\d+\.\d*0[\s,}\]]|(?<=-)0[\s,}\]]|0\.000000|\d[\d.]*[eE]|\d[\d.]{15})/;
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Most programs never meet such a number, and write JSON the quick way. */
let isAnyKnown = false;

/**
 * Parses JSON as `JSON.parse` does, and keeps the digits of each number that would be printed with others: for
 * {@link writtenDigits} and {@link jsonOf}.
 * @throws SyntaxError for what is not JSON
 */
export function parseWritten(text: string): unknown {
  const plain: unknown = JSON.parse(text);
  if (!odd.test(text)) return plain;
  const markedText = text.replace(token, (each) =>
    each.startsWith('"') || String(Number(each)) === each ? each : `"${MARK}${each}"`,
  );
  if (markedText === text) return plain;
  isAnyKnown = true;
  return JSON.parse(markedText, function (this: Holder, key: string, value: unknown) {
    if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
    const digits = value.slice(MARK.length);
    const known = this[WRITTEN] as Map<string, string> | undefined;
    if (known === undefined) this[WRITTEN] = new Map([[key, digits]]);
    else known.set(key, digits); // nobody else has it yet
    return Number(digits);
  });
}

/** Whether a text may have numbers for {@link parseWritten}; nearly all have none. */
export function mayHaveOddNumbers(text: string): boolean {
  return odd.test(text);
}

/** The digits of a number that was written otherwise than JavaScript prints it; undefined for any other. */
export function writtenDigits(holder: object, key: string): string | undefined {
  return isAnyKnown ? (holder as Holder)[WRITTEN]?.get(key) : undefined;
}

/** Lets a number that was copied have the digits that it has where it is from, or none. */
export function copyDigits(from: object, key: string, to: object, newKey: string = key): void {
  if (!isAnyKnown) return;
  const digits = writtenDigits(from, key);
  const known = (to as Holder)[WRITTEN];
  if (digits === undefined && known?.has(newKey) !== true) return;
  const copy = new Map(known); // others may have the old one
  if (digits === undefined) copy.delete(newKey);
  else copy.set(newKey, digits);
  (to as Holder)[WRITTEN] = copy;
}

/** Lets a copy of an object, or of a part of it, have the digits of all its numbers. */
export function copyAllDigits(from: object, to: object): void {
  const known = isAnyKnown ? (from as Holder)[WRITTEN] : undefined;
  if (known !== undefined) (to as Holder)[WRITTEN] = known;
}

/** JSON as `JSON.stringify` writes it, but for the numbers whose digits are known. */
export function jsonOf(value: unknown, indent?: number): string {
  return withMarks(value, indent)?.replace(marked, '$1');
}

/**
 * JSON for a cache of this program: it begins with a blank where numbers have to be read with their digits, so that
 * nothing has to be searched for them. Of one value it is one text, whatever else this process has read.
 */
export function keptJson(value: unknown): string {
  const text = withMarks(value);
  const written = text.replace(marked, '$1');
  return written === text ? text : ` ${written}`;
}

function withMarks(value: unknown, indent?: number): string {
  if (!isAnyKnown) return JSON.stringify(value, undefined, indent);
  return JSON.stringify(
    value,
    function (this: object, key: string, part: unknown) {
      const digits = typeof part === 'number' ? writtenDigits(this, key) : undefined;
      return digits === undefined ? part : MARK + digits;
    },
    indent,
  );
}

/** Reads what {@link keptJson} has written. */
export function parseKept(text: string): unknown {
  return text.startsWith(' ') ? parseWritten(text) : JSON.parse(text);
}

/**
 * Whether two JSON values are written alike: properties in one order, numbers with the same digits. What says the same in
 * another order is not alike.
 */
export function isWrittenAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  const others = Object.keys(b);
  if (names.length !== others.length) return false;
  for (let at = 0; at < names.length; at++) {
    const name = names[at] ?? '';
    if (name !== others[at]) return false;
    const [one, other] = [(a as Parts)[name], (b as Parts)[name]];
    if (
      typeof one === 'number'
        ? one !== other || writtenDigits(a, name) !== writtenDigits(b, name)
        : !isWrittenAlike(one, other)
    )
      return false;
  }
  return true;
}

type Parts = Readonly<Record<string, unknown>>;

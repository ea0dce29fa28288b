import { isJsonObject } from '../../model/fhir.ts';
import type { Numerals } from '../json/decimal.ts';

/*
 * FHIRPath compares decimals by their value (https://hl7.org/fhirpath/N1/#equals), and FHIR gives them any number of
 * digits. fhirpath computes with decimal.js, but rounds to eight places what it compares, and never sees more of an
 * instance's number than the double. Its classes, which it does not export, are taught both here, once.
 */

/** More than any measurement has; what has more could take hours to be multiplied. */
export const MOST_DIGITS = 1000;
/** Of what is computed. The product of any two decimals of FHIRPath's own precision, 28, is not far from exact. */
const PRECISION = 40;

/** decimal.js */
interface Big {
  comparedTo(other: Big): number;
  toFixed(): string;
  isFinite(): boolean;
}
interface BigConstructor {
  new (digits: string): Big;
  set(settings: { readonly precision: number; readonly maxE: number; readonly minE: number }): void;
}
/** fhirpath's form of a number. */
export interface Decimal {
  readonly value: Big;
  readonly asStr: string;
  toNumber(): number;
}
interface Comparing<This> {
  equals(this: This, other: unknown): unknown;
  compare(this: This, other: unknown): unknown;
}
interface DecimalClass extends Decimal, Comparing<DecimalClass> {
  _toDecimal(other: unknown): Big;
}
interface Quantity extends Comparing<Quantity> {
  readonly unit: unknown;
}

interface MadeQuantity {
  readonly constructor: new (context: unknown, value: Decimal, unit: unknown) => object;
  readonly ctx: unknown;
  readonly unit: unknown;
}

/** A node of fhirpath's, as far as it is looked into here. */
interface ResultNode {
  data: unknown;
  readonly parentResNode: ResultNode | null;
  readonly propName: string | null;
  readonly index: number | null;
  readonly fhirNodeDataType: string | null;
  readonly _convertedDataReady?: boolean;
}
interface NodeClass {
  convertData(this: ResultNode): unknown;
}

/** What fhirpath has made, by which its classes are got at. */
export interface Samples {
  readonly node: object;
  readonly decimal: object;
  readonly quantity: object;
  /** fhirpath's own way to make a number, of a text or of decimal.js's. */
  readonly makeDecimal: (value: unknown) => unknown;
}

interface Classes {
  readonly node: object;
  readonly decimal: object;
  readonly quantity: object;
  readonly make: (digits: string) => Decimal;
  /** Without zeros at the end. */
  readonly makePlain: (digits: string) => Decimal;
}
let classes: Classes | undefined;

/** Lets fhirpath compare exactly; amounts in unlike units are converted by factors that are doubles, and stay rounded. */
export function compareExactly({ node, decimal, quantity, makeDecimal }: Samples): void {
  const decimals: DecimalClass = Object.getPrototypeOf(decimal);
  const quantities: Quantity = Object.getPrototypeOf(quantity);
  const nodes: NodeClass = Object.getPrototypeOf(node);
  const Numbers = (decimal as Decimal).value.constructor as unknown as BigConstructor;
  Numbers.set({ precision: PRECISION, maxE: MOST_DIGITS, minE: -MOST_DIGITS });
  classes = {
    node: nodes,
    decimal: decimals,
    quantity: quantities,
    make: (digits) => makeDecimal(/[eE]/.test(digits) ? new Numbers(digits).toFixed() : digits) as Decimal,
    makePlain: (digits) => makeDecimal(new Numbers(digits)) as Decimal,
  };

  const { equals, compare } = decimals;
  decimals.equals = function (other) {
    if (isConverted || !isNumber(other)) return equals.call(this, other);
    return this.value.comparedTo(this._toDecimal(other)) === 0;
  };
  decimals.compare = function (other) {
    if (isConverted || !isNumber(other)) return compare.call(this, other);
    return this.value.comparedTo(this._toDecimal(other));
  };
  for (const name of ['equals', 'compare'] as const) {
    const own = quantities[name];
    quantities[name] = function (other) {
      const outer = isConverted;
      isConverted = singular(this.unit) !== (isNumber(other) ? "'1'" : singular((other as Quantity | null)?.unit));
      try {
        return own.call(this, other);
      } finally {
        isConverted = outer;
      }
    };
  }
  const { convertData } = nodes;
  nodes.convertData = function () {
    const { data } = this;
    if (this._convertedDataReady === true || !isJsonObject(data) || isDecimal(data)) return convertData.call(this);
    try {
      this.data = exact(data);
      return convertData.call(this);
    } finally {
      this.data = data;
    }
  };
}

/** `days` are counted in `day`; units of UCUM are in quotes. */
function singular(unit: unknown): unknown {
  return typeof unit === 'string' && unit.endsWith('s') ? unit.slice(0, -1) : unit;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || isDecimal(value);
}

export function isDecimal(value: unknown): value is Decimal {
  return (
    typeof value === 'object' &&
    value !== null &&
    classes !== undefined &&
    Object.getPrototypeOf(value) === classes.decimal
  );
}

function isQuantity(value: unknown): value is MadeQuantity {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === classes?.quantity;
}

/** fhirpath's form of a number of an instance; undefined where the double is all that is worked with. */
export function decimalOf(digits: string): Decimal | undefined {
  if (digits.length > MOST_DIGITS || classes === undefined) return undefined;
  const decimal = classes.make(digits);
  return decimal.value.isFinite() && decimal.asStr.length <= MOST_DIGITS ? decimal : undefined;
}

/** An amount that fhirpath has read from a text, with the digits that it has there; itself where a double is all that is worked with. */
export function withDigits(quantity: unknown, digits: string): unknown {
  const value = decimalOf(digits);
  if (value === undefined || !isQuantity(quantity)) return quantity;
  return new quantity.constructor(quantity.ctx, value, quantity.unit);
}

/** Whether what is compared has been converted from one unit to another. */
let isConverted = false;
let numerals: Numerals;

/** Evaluates on a text whose numbers were written otherwise than JavaScript prints them. */
export function onText<Result>(of: Numerals, evaluate: () => Result): Result {
  isConverted = false; // an evaluation that took too long has been broken off anywhere
  const outer = numerals;
  numerals = of?.size === 0 ? undefined : of;
  try {
    return evaluate();
  } finally {
    numerals = outer;
  }
}

/** Gives the numbers among the results of a step the digits that they have in the text. */
export function giveDigits(result: readonly unknown[]): void {
  if (numerals === undefined) return;
  for (const node of result) if (isNode(node) && isDecimal(node.data)) node.data = writtenAs(node, node.data);
}

function isNode(value: unknown): value is ResultNode {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === classes?.node;
}

function writtenAs({ parentResNode, propName, index, fhirNodeDataType }: ResultNode, known: Decimal): Decimal {
  const parent = parentResNode?.data;
  if (!isJsonObject(parent) || propName === null) return known;
  // A choice is known by the name without its type.
  const type = fhirNodeDataType ?? '';
  for (const name of [propName, propName + type.charAt(0).toUpperCase() + type.slice(1)]) {
    const list = parent[name];
    const digits = Array.isArray(list) ? numerals?.get(list)?.get(index ?? 0) : numerals?.get(parent)?.get(name);
    if (digits === known.asStr) return known;
    if (digits !== undefined) return decimalOf(digits) ?? known;
  }
  return known;
}

/** What was made of objects, by the numerals that it was made with. */
const copies = new WeakMap<object, WeakMap<object, object>>();
const noNumerals = {};

function exact(value: object): object {
  const text = numerals ?? noNumerals;
  let made = copies.get(text);
  if (made === undefined) {
    made = new WeakMap();
    copies.set(text, made);
  }
  return exactCopy(value, made);
}

/** What is compared of an object: itself, or a copy where it has numbers that fhirpath would compare as rounded doubles. */
function exactCopy(value: object, made: WeakMap<object, object>): object {
  const known = made.get(value);
  if (known !== undefined) return known;
  let copy: Record<string, unknown> | unknown[] | undefined;
  for (const key of Object.keys(value)) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    const changed =
      typeof part === 'number'
        ? exactNumber(part, numerals?.get(value)?.get(Array.isArray(value) ? Number(key) : key))
        : typeof part === 'object' && part !== null && !isDecimal(part)
          ? exactCopy(part, made)
          : part;
    if (changed === part) continue;
    copy ??= Array.isArray(value) ? [...value] : { ...value };
    (copy as Record<string, unknown>)[key] = changed;
  }
  const result = copy ?? value;
  made.set(value, result);
  return result;
}

/** The same form for the same value, since fhirpath compares what it makes of many objects as text. */
function exactNumber(value: number, written: string | undefined): unknown {
  const digits = written === undefined || written.length > MOST_DIGITS ? String(value) : written;
  if (classes === undefined || !Number.isFinite(value)) return value;
  const isShort = Number.isSafeInteger(value) || (Math.abs(value) < 1e6 && String(value).length <= 7);
  if (isShort && written === undefined) return value;
  const decimal = classes.makePlain(digits);
  return isShort && decimal.asStr === String(value) ? value : decimal;
}

import { haveMoreThanDoubles } from '../json/decimal.ts';
import { compareDates } from './direct-dates.ts';
import {
  type Condition,
  type Count,
  cannotTell,
  type Items,
  isTextType,
  type Operand,
  onlyText,
  type Read,
} from './direct-operand.ts';

/** Compiles an operator between two operands. */
export function applyOperator(type: string, operator: string, left: Operand, right: Operand): Operand | undefined {
  if (left.kind === 'number' && right.kind === 'number' && operator === '+') {
    return {
      kind: 'number',
      read: (focus, environment) => left.read(focus, environment) + right.read(focus, environment),
    };
  }
  const test =
    left.kind === 'condition' && right.kind === 'condition'
      ? combination(operator, left.test, right.test)
      : left.kind === 'number' && right.kind === 'number'
        ? comparison(operator, left.read, right.read)
        : left.kind === 'items'
          ? itemComparison(operator, left, right)
          : undefined;
  if (test !== undefined) return { kind: 'condition', test };
  return type === 'UnionExpression' ? union(left, right) : undefined;
}

/** Three-valued logic: https://hl7.org/fhirpath/N1/#boolean-logic */
function combination(operator: string, left: Condition, right: Condition): Condition | undefined {
  const or =
    (a: Condition, b: Condition): Condition =>
    (focus, environment) => {
      const first = a(focus, environment);
      if (first === true) return true;
      const second = b(focus, environment);
      return second === true ? true : first === undefined || second === undefined ? undefined : false;
    };
  const not =
    (a: Condition): Condition =>
    (focus, environment) => {
      const value = a(focus, environment);
      return value === undefined ? undefined : !value;
    };
  const isSame =
    (wanted: boolean): Condition =>
    (focus, environment) => {
      const [first, second] = [left(focus, environment), right(focus, environment)];
      return first === undefined || second === undefined ? undefined : (first === second) === wanted;
    };
  switch (operator) {
    case 'or':
      return or(left, right);
    case 'and':
      return not(or(not(left), not(right)));
    case 'implies':
      return or(not(left), right);
    case 'xor':
    case '!=':
      return isSame(false);
    case '=':
      return isSame(true);
    default:
      return undefined;
  }
}

function comparison(operator: string, left: Count, right: Count): Condition | undefined {
  switch (operator) {
    case '=':
      return (focus, environment) => left(focus, environment) === right(focus, environment);
    case '!=':
      return (focus, environment) => left(focus, environment) !== right(focus, environment);
    case '>':
      return (focus, environment) => left(focus, environment) > right(focus, environment);
    case '<':
      return (focus, environment) => left(focus, environment) < right(focus, environment);
    case '>=':
      return (focus, environment) => left(focus, environment) >= right(focus, environment);
    case '<=':
      return (focus, environment) => left(focus, environment) <= right(focus, environment);
    default:
      return undefined;
  }
}

function itemComparison(operator: string, left: Items, right: Operand): Condition | undefined {
  if (right.kind === 'text' && isTextType(left.path) && (operator === '=' || operator === '!=')) {
    return (focus, environment) => {
      const text = onlyText(left.read(focus, environment));
      return text === undefined ? undefined : (text === right.value) === (operator === '=');
    };
  }
  if (right.kind === 'number' && numberTypes.has(left.path)) {
    return numberComparison(operator, left.read, right.read);
  }
  if (right.kind === 'items' && isDateType(left.path) && isDateType(right.path)) {
    return (focus, environment) =>
      compareDates(operator, onlyText(left.read(focus, environment)), onlyText(right.read(focus, environment)));
  }
  if (right.kind === 'texts' && isTextType(left.path) && operator === 'in') {
    return (focus, environment) => {
      const text = onlyText(left.read(focus, environment));
      return text === undefined ? undefined : right.values.has(text);
    };
  }
  if (right.kind === 'condition' && left.path === 'boolean' && (operator === '=' || operator === '!=')) {
    return (focus, environment) => {
      const items = left.read(focus, environment);
      if (items.length === 0) return undefined;
      const [value] = items;
      if (items.length > 1 || typeof value !== 'boolean') throw cannotTell;
      const other = right.test(focus, environment);
      return other === undefined ? undefined : (value === other) === (operator === '=');
    };
  }
  return undefined;
}

/** An absent number makes the comparison empty. One that is as good as the other as a double may be another by its digits. */
function numberComparison(operator: string, left: Read, right: Count): Condition | undefined {
  let number = 0;
  let other = 0;
  const test = comparison(
    operator,
    () => number,
    () => other,
  );
  if (test === undefined) return undefined;
  return (focus, environment) => {
    const items = left(focus, environment);
    const [item] = items;
    if (items.length === 0) return undefined;
    if (items.length > 1 || typeof item !== 'number') throw cannotTell;
    number = item;
    other = right(focus, environment);
    if (number === other && haveMoreThanDoubles(environment.numerals)) throw cannotTell;
    return test(focus, environment);
  };
}

const numberTypes = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);

function union(left: Operand, right: Operand): Operand | undefined {
  const valuesOf = (operand: Operand) =>
    operand.kind === 'text' ? [operand.value] : operand.kind === 'texts' ? [...operand.values] : undefined;
  const [some, others] = [valuesOf(left), valuesOf(right)];
  return some === undefined || others === undefined
    ? undefined
    : { kind: 'texts', values: new Set([...some, ...others]) };
}

function isDateType(path: string): boolean {
  return path === 'date' || path === 'dateTime' || path === 'instant';
}

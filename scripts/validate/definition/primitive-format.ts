import { isBase64 } from '../json/base64.ts';
import { dateProblem, isReasonableYear, timeProblem } from './date-format.ts';

type JsonKind = 'string' | 'number' | 'boolean';

interface FormatProblem {
  readonly severity: 'error' | 'warning';
  /** The rest of a sentence that begins with the value. */
  readonly problem: string;
}

export interface PrimitiveFormat {
  readonly json: JsonKind;
  /** @param text the value; a number as it was written */
  check(text: string): FormatProblem | undefined;
}

const fault = (problem: string): FormatProblem => ({ severity: 'error', problem });
const remark = (problem: string): FormatProblem => ({ severity: 'warning', problem });

// Linear patterns only: values may be megabytes long.
const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
// White space is that of ASCII: a non-breaking space is a character like others.
const codePattern = /^[^ \t\n\v\f\r]+( [^ \t\n\v\f\r]+)*$/;
const oidPattern = /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/;
// RFC 4122 has UUIDs written in lower case.
const uuidPattern = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const decimalPattern = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const integerPattern = /^-?(0|[1-9]\d*)$/;
const longestString = 1024 * 1024;

function stringProblem(text: string): FormatProblem | undefined {
  if (text.length > longestString) return fault('is longer than a string may be: 1,048,576 characters');
  // "Strings SHOULD not contain Unicode character points below 32", and XML cannot hold them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
    return remark(
      'holds a control character, which XML cannot hold; only tab, carriage return and line feed should occur',
    );
  if (text.trim() === '') return remark('is nothing but white space; leave the element out, or give it a content');
  return undefined;
}

function plainStringProblem(text: string): FormatProblem | undefined {
  const problem = stringProblem(text);
  if (problem !== undefined) return problem;
  return text.trim() === text ? undefined : remark('begins or ends with white space; remove it');
}

function uriProblem(text: string): FormatProblem | undefined {
  if (/[ \t\n\v\f\r]/.test(text))
    return fault('has white space, which a URI cannot have; remove it or write it as %20');
  if (text.startsWith('oid:')) return fault('is an OID without urn:; write urn:oid: and the number');
  if (text.startsWith('uuid:')) return fault('is a UUID without urn:; write urn:uuid: and the UUID');
  if (text.startsWith('urn:oid:') && !isOid(text))
    return fault('is not a valid OID: urn:oid: is followed by numbers from 0, 1 or 2 on, separated by dots');
  if (text.startsWith('urn:uuid:') && !uuidPattern.test(text.replace(/#.*$/s, '')))
    return fault('is not a valid UUID: urn:uuid: is followed by 8-4-4-4-12 hexadecimal digits in lower case');
  return undefined;
}

/** Roots shorter than this belong to no namespace, but for those of 1.3. */
function isOid(text: string): boolean {
  return oidPattern.test(text) && (text.lastIndexOf('.') >= 'urn:oid:1.22'.length || text.startsWith('urn:oid:1.3'));
}

/** @see https://hl7.org/fhir/R4/references.html#canonical */
function canonicalProblem(text: string): FormatProblem | undefined {
  const problem = uriProblem(text.startsWith('urn:') ? text.replace(/\|.*$/s, '') : text);
  if (problem !== undefined || text.startsWith('#') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) return problem;
  return fault('is not absolute; a canonical is an absolute URL, or # and the id of a contained resource');
}

function base64Problem(text: string): FormatProblem | undefined {
  const parts = /\s/.test(text) ? text.split(/\s+/) : [text];
  if (!isBase64(parts.length === 1 ? text : parts.join('')))
    return fault(
      'is not base64: it has other characters than A-Z a-z 0-9 + / or is not padded with = to a multiple of four',
    );
  if (parts.length === 1) return undefined;
  if (parts.some((part) => part.length % 4 !== 0))
    return fault('has white space inside a group of four characters, where base64 in FHIR has none; remove it');
  // R4 allows it between groups, and RFC 4648 has readers refuse it.
  return remark('has white space, which many readers of base64 refuse; remove it');
}

function integerProblem(text: string, least: number): FormatProblem | undefined {
  if (!integerPattern.test(text)) return fault('is not an integer; write it without a decimal point and exponent');
  const value = Number(text);
  if (value > 2147483647 || value < -2147483648) return fault('is outside the range of a 32-bit integer');
  return value < least ? fault(`is below ${least}, the least value allowed`) : undefined;
}

function decimalProblem(text: string): FormatProblem | undefined {
  if (!decimalPattern.test(text)) return fault('is not a decimal number');
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length > 18 ? remark('has more than 18 digits, which many systems cannot keep') : undefined;
}

const ofString = (check: PrimitiveFormat['check']): PrimitiveFormat => ({ json: 'string', check });
const ofNumber = (check: PrimitiveFormat['check']): PrimitiveFormat => ({ json: 'number', check });
const ofDate = (type: 'date' | 'dateTime' | 'instant'): PrimitiveFormat =>
  ofString((text) => {
    const problem = dateProblem(text, type);
    if (problem !== undefined) return fault(problem);
    return isReasonableYear(text.slice(0, 4))
      ? undefined
      : remark('has a year that is not likely; look whether it was mistyped');
  });
const ofPattern = (pattern: RegExp, problem: string): PrimitiveFormat =>
  ofString((text) => (pattern.test(text) ? undefined : fault(problem)));

/**
 * The formats of R4's primitive types, by type name.
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */
export const primitiveFormats: ReadonlyMap<string, PrimitiveFormat> = new Map([
  [
    'boolean',
    {
      json: 'boolean',
      check: (text) => (text === 'true' || text === 'false' ? undefined : fault('is neither true nor false')),
    },
  ],
  ['integer', ofNumber((text) => integerProblem(text, -2147483648))],
  ['unsignedInt', ofNumber((text) => integerProblem(text, 0))],
  ['positiveInt', ofNumber((text) => integerProblem(text, 1))],
  ['decimal', ofNumber(decimalProblem)],
  ['string', ofString(plainStringProblem)],
  ['markdown', ofString(stringProblem)],
  ['xhtml', ofString(() => undefined)],
  ['uri', ofString(uriProblem)],
  ['url', ofString(uriProblem)],
  ['canonical', ofString(canonicalProblem)],
  ['oid', ofPattern(oidPattern, 'is not an OID: urn:oid: and numbers separated by dots')],
  ['uuid', ofPattern(uuidPattern, 'is not a UUID: urn:uuid: and 8-4-4-4-12 hexadecimal digits in lower case')],
  ['id', ofPattern(idPattern, 'is not an id: 1 to 64 letters, digits, hyphens and dots')],
  ['code', ofPattern(codePattern, 'is not a code: no white space at either end, single spaces inside')],
  ['base64Binary', ofString(base64Problem)],
  ['date', ofDate('date')],
  ['dateTime', ofDate('dateTime')],
  ['instant', ofDate('instant')],
  [
    'time',
    ofString((text) => {
      const problem = timeProblem(text);
      return problem === undefined ? undefined : fault(problem);
    }),
  ],
] satisfies [string, PrimitiveFormat][]);

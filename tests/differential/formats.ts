import { type Change, type Family, one } from './family.ts';
import { put } from './places.ts';

/** Texts that are no value of the type, and some that only look as if. */
const wrong: Readonly<Record<string, readonly unknown[]>> = {
  base64Binary: ['@@@', 'AAA', 'AA=A', ' AAAA ', 'é'],
  boolean: ['true', 'oui', 1],
  canonical: ['a b', '', 'x|', ' http://example.org/x', 'Patient', '#x'],
  code: [' a', 'a ', 'a  b', 'a\tb', '', ' '],
  date: [
    '2020-1-1',
    '20200101',
    '2020-02-30',
    '2020-13-01',
    '01/02/2020',
    '2020-01-01T00:00:00Z',
    '0000',
    '20',
    '1600-01-01',
    '9999-01-01',
    '2020-01-32',
    '2020-',
  ],
  dateTime: [
    '2020-01-01T10:00:00',
    '2020-01-01T10:00',
    '2020-01-01 10:00:00Z',
    '2020-01-01T25:00:00Z',
    '2020-01-01T10:60:00Z',
    '2020-01-01T10:00:60Z',
    '2020-02-30',
    '2020-01-01T10:00:00+25:00',
    '20200101',
    '2020-01-01T',
    '2020-01-01T10:00:00.Z',
    '12:00',
    '2020-1-1',
    '1800',
  ],
  decimal: ['1,5', 'abc', '1.5', '1e3', ''],
  id: ['a b', 'a_b', 'é', '', 'x'.repeat(65), 'a/b'],
  instant: [
    '2020-01-01',
    '2020-01-01T10:00:00',
    '2020-01-01T10:00Z',
    '2020-01-01T10:00:00+2:00',
    '2020-02-30T10:00:00Z',
    '2020-01-01T24:00:00Z',
    'now',
  ],
  integer: [1.5, '1', 2147483648, -2147483649, '01'],
  markdown: ['', ' ', '\t', ' x '],
  oid: ['1.2.3', 'urn:oid:3.1', 'urn:oid:', 'urn:oid:1.02.3', 'urn:oid:1.2.3.'],
  positiveInt: [0, -1, 1.5, '1', 2147483648],
  string: ['', ' ', '\u0001', 'a\u0000b', ' x', 'x '],
  time: ['10:00', '24:00:00', '10:60:00', '10:00:00Z', '1:00:00', '10:00:00.5', ''],
  unsignedInt: [-1, 1.5, '1', 2147483648],
  uri: [
    'a b',
    ' http://example.org',
    'http://example.org/é',
    '',
    'urn:oid:1.2.x',
    'urn:uuid:123',
    'http://',
    'relative',
    '::',
    'urn:oid:01.2',
    'mailto:x',
    'http://example.org/a|b',
    'urn:uuid:53FEFA32-FCBB-4FF8-8A92-55EE120877B7',
  ],
  url: ['a b', '', 'x', 'http://', 'ftp://x y'],
  uuid: ['urn:uuid:1', '53fefa32-fcbb-4ff8-8a92-55ee120877b7', 'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877bX'],
};

function badFormat(type: string): Change {
  return (subject) =>
    one(
      subject.places.values.filter(({ property }) => property.type === type),
      subject,
      (place) => put(place, subject.random.pick(wrong[type] ?? [])),
    );
}

/** Values that their primitive type does not allow. */
export const formats: Family = Object.fromEntries(
  Object.keys(wrong).map((type): [string, Change] => [`bad-format-${type}`, badFormat(type)]),
);

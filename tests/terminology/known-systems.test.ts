import { describe, expect, test } from 'vitest';
import { knownSystems } from '../../scripts/terminology/known-systems.ts';
import { haveSameDimension } from '../../scripts/terminology/ucum.ts';

const cases: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'http://unitsofmeasure.org': {
    known: [
      'mm[Hg]',
      'kg/m2',
      '/min',
      '%',
      '1',
      'Cel',
      '[degF]',
      'mmol/L',
      'mg/dL',
      '{steps}/d',
      '10*3/uL',
      '1/(24.h)',
      '[lb_av]',
      'cm',
    ],
    malformed: ['KG/M2', 'CM', 'bpm', 'niveau', 'not a unit!', 'degF', 'mg ', '', 'cm(', 'mm Hg', '[foot_us]'],
  },
  'http://loinc.org': {
    plausible: ['85354-9', '8480-6', 'LA6576-8', 'LP7787-7', 'LL715-4'],
    malformed: ['85354-8', '85354', 'blood pressure', '11111-1', '8480-6 '],
  },
  'http://snomed.info/sct': {
    plausible: ['138875005', '368209003', '24700007', '71388002:405813007=66480008'],
    malformed: ['138875006', '1388', 'a  b', '138875005-1', '2871000087117'],
  },
  'urn:ietf:bcp:47': {
    known: [
      'fr',
      'fr-FR',
      'FR-fr',
      'en-US',
      'zh-Hant',
      'zh-cmn-Hans-CN',
      'de-CH-1996',
      'es-419',
      'zxx',
      'i-klingon',
    ].concat(['sl-rozaj-biske', 'en-u-ca-buddhist', 'fr-x-interne', 'x-interne', 'qaa', 'yue', 'fr-ZZ']),
    malformed: [
      'fr_FR',
      'x',
      'french language',
      '',
      'fre',
      'eng',
      'en-UK',
      'xx',
      'fr-',
      'fr--FR',
      'fr-FR-FR',
      'fr-u',
      'a',
    ].concat(['de-1996-1996', 'en-u-ca-u-nu', 'qaa-qbb']),
  },
  'urn:ietf:bcp:13': {
    known: [
      'application/pdf',
      'text/plain; charset=utf-8',
      'image/*',
      'application/fhir+json',
      'json',
      'application/dicom; variant=DICOM WADO-RS',
    ],
    malformed: ['pdf', 'application', 'a/b/c d', '', '/pdf'],
  },
  'urn:ietf:rfc:3986': {
    known: ['http://example.org/a', 'urn:oid:1.2.3', 'mailto:a@b.fr'],
    malformed: ['a b', '', 'hello', '1.2.3'],
  },
  'urn:iso:std:iso:3166': {
    known: ['FR', 'RE', 'US', 'FRA', '250', 'GB'],
    plausible: ['FR-75', 'XK', 'ZZ'],
    malformed: ['France', 'fr', 'UK', 'EU', 'AN', 'SU', 'UK-ENG', '000', 'FR-', ''],
  },
  'urn:iso:std:iso:4217': { known: ['EUR', 'USD'], plausible: ['ZZZ'], malformed: ['euro', 'EURO'] },
};

for (const [system, byVerdict] of Object.entries(cases)) {
  describe(system, () => {
    for (const [verdict, codes] of Object.entries(byVerdict)) {
      for (const code of codes) {
        test(`"${code}" is ${verdict}`, () => expect(knownSystems.get(system)?.judge(code)).toBe(verdict));
      }
    }
  });
}

test('a unit of the same dimension is told from one of another', () => {
  expect(haveSameDimension('cm', '[in_i]')).toBe(true);
  expect(haveSameDimension('cm', 'kg')).toBe(false);
  expect(haveSameDimension('cm', '[iU]')).toBeUndefined(); // arbitrary units are comparable with nothing
});

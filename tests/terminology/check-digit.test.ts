import { expect, test } from 'vitest';
import { passesMod10, passesVerhoeff } from '../../scripts/terminology/check-digit.ts';

for (const [code, passes] of [
  ['85354-9', true], // blood pressure panel
  ['8480-6', true],
  ['29463-7', true],
  ['8302-2', true],
  ['3141-9', true],
  ['8480-7', false],
  ['4880-6', false], // two digits swapped
] as const) {
  test(`LOINC ${code} ${passes ? 'has' : 'has not'} its check digit`, () => {
    expect(passesMod10(code.replace('-', ''))).toBe(passes);
  });
}

for (const [code, passes] of [
  ['138875005', true], // SNOMED CT concept
  ['368209003', true], // right upper arm
  ['73211009', true], // diabetes mellitus
  ['900000000000207008', true], // core module
  ['138875006', false],
  ['318875005', false], // two digits swapped
] as const) {
  test(`SNOMED CT ${code} ${passes ? 'has' : 'has not'} its check digit`, () => {
    expect(passesVerhoeff(code)).toBe(passes);
  });
}

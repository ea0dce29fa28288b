import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Cut, prepareCut } from '../../../scripts/compile/format/tokens.ts';
import { openedPackages, projectFolder } from '../../guide/compile-guide.ts';
import { compiledWith } from './compiled-again.ts';
import { disfigured } from './disfigured.ts';
import { prepareFormatted } from './formatted.ts';

let format: (text: string) => string;
let cut: Cut;
beforeAll(async () => {
  format = await prepareFormatted();
  cut = await prepareCut();
});

const own = globSync(['input/**/*.fsh', 'tests/fixtures/**/*.fsh'], { cwd: projectFolder });

describe('every file of the guide and of the fixtures', () => {
  test('there are some', () => expect(own.length).toBeGreaterThan(50));

  for (const [index, file] of own.entries())
    test(file, () => {
      const text = readFileSync(join(projectFolder, file), 'utf8');
      const formatted = format(text);
      expect(format(formatted)).toBe(formatted);
      expect(formatted.replaceAll(/\s+/g, '')).toBe(text.replaceAll(/\s+/g, ''));
      if (file.startsWith('input')) expect(formatted).toBe(text);
      const other = disfigured(cut(formatted), index + 1);
      expect(other).not.toBe(formatted);
      expect(format(other)).toBe(formatted);
    });
});

test('the guide compiles to the same with other white space, and with that put right', async () => {
  const packages = await openedPackages();
  const before = await compiledWith(projectFolder, packages, (text) => text);
  expect(Object.keys(before.files).length).toBeGreaterThan(100);
  const other = await compiledWith(projectFolder, packages, (text, index) => disfigured(cut(text), index + 1));
  expect(other).toEqual(before);
}, 120_000);

describe('white space that says nothing', () => {
  for (const [name, text, formatted] of [
    [
      'blanks and the end',
      'Profile :     X\nParent:   Observation \n*   status   1..1  MS',
      'Profile : X\nParent: Observation\n* status 1..1 MS\n',
    ],
    [
      'empty lines',
      '\n\nAlias: $a = http://a\n\n\n\nAlias: $b = http://b\n\n\n',
      'Alias: $a = http://a\n\nAlias: $b = http://b\n',
    ],
    [
      'between entities',
      'Profile: X\nParent: Y\nProfile: Z\nParent: Y\n',
      'Profile: X\nParent: Y\n\nProfile: Z\nParent: Y\n',
    ],
    ['keywords', '  Profile: X\n\tParent: Y\n', 'Profile: X\nParent: Y\n'],
    [
      'names of RuleSets',
      'RuleSet:   R\n*   insert    Other\n* insert   P( a,  b )\n',
      'RuleSet: R\n* insert Other\n* insert P( a,  b )\n',
    ],
    ['a file of comments', '// one  \n\n\n// two', '// one\n\n// two\n'],
    [
      'ends of lines of Windows',
      'Profile: X \r\nParent:    Y\r\n\r\n\r\n* x 1..1',
      'Profile: X\r\nParent: Y\r\n\r\n* x 1..1\r\n',
    ],
    ['nothing', '', ''],
    ['nothing but empty lines', '\n \n', ''],
  ] as const)
    test(name, () => expect(format(text)).toBe(formatted));
});

describe('what stays', () => {
  for (const [name, text] of [
    ['columns', 'Profile:     X\nParent:      Observation\nDescription: "x"\n'],
    ['columns with tabs', 'Profile: \t\tX\nId: \t\t\tY\nDescription: \t"z"\n'],
    ['indented rules', 'Instance: X\nInstanceOf: Y\n* a\n  * b = 1\n    * c = 2\n'],
    ['lists over several lines', 'Profile: X\nParent: Y\n* component contains\n    a 1..1 and\n      b 0..1\n'],
    ['strings', 'Profile: X\nParent: Y\nDescription: """\n  a   b  \n\n\n  c\n"""\n* ^purpose = "a   b"\n'],
    ['comments', 'Profile: X // a   b\nParent: Y    // beside\n/* a  \n\n\n b */\n  // indented\n* x 1..1\n'],
    ['a comment above an entity', 'Profile: X\nParent: Y\n// about Z\nProfile: Z\nParent: Y\n'],
    [
      'expressions and regular expressions',
      'Invariant: x\nSeverity: #error\nDescription: "x"\nExpression: "a   and b"\n',
    ],
    ['bracketed parameters', 'Profile: X\nParent: Y\n* insert P([[a,   b]],  c)\n'],
    ['what is no FSH', 'Hello   world'.replace('   ', ' ').concat('\n')],
    ['a comment before an entity in its line', '/* about */ Profile: X\nParent: Y\n'],
    ['what would become a rule: a star needs a blank', 'Profile: X\nParent: Y\n*\tname 1..1\n'],
    ['a string without an end', 'Profile: X\nTitle: "no end\n* a 1..1\n'],
  ] as const)
    test(name, () => expect(format(text)).toBe(text));
});

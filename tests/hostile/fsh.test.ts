import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guide, lockText } from './guides.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';

const profile = 'Profile: P\nParent: Patient\n';
const instance = 'Instance: I\nInstanceOf: Patient\n';
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join('');

/** FSH that is built in a guide of its own. */
function fsh(input: string, text: string | Uint8Array, code: number, ...says: readonly RegExp[]): Row {
  return {
    input,
    files: guide({ 'input/fsh/steps.fsh': text }),
    prepare: async ({ work }) => {
      writeFileSync(join(work, 'fhir-packages.lock.json'), await lockText());
      return undefined;
    },
    args: ['build', '--offline', '--quiet', '.'],
    code,
    says,
    writes: BUILD_WRITES,
  };
}

const at = (line: number, text: string) => new RegExp(`error +input/fsh/steps\\.fsh:${line}(:\\d+)?\\s+${text}`);

const ruleSets: readonly Row[] = [
  fsh(
    'a RuleSet that inserts itself',
    `RuleSet: A\n* insert A\n\n${profile}* insert A\n`,
    1,
    at(2, 'RuleSets insert each other in a circle: A > A\\.'),
  ),
  fsh(
    'RuleSets that insert each other, in a context',
    `RuleSet: A\n* name insert B\n\nRuleSet: B\n* given insert A\n\n${profile}* contact insert A\n`,
    1,
    at(5, 'RuleSets insert each other in a circle: A > B > A\\.'),
  ),
  fsh(
    'a dozen RuleSets that all insert all others',
    `${times(12, (n) => `RuleSet: A${n}\n* name MS\n${times(12, (m) => (m === n ? '' : `* insert A${m}\n`))}\n`)}${profile}* insert A0\n`,
    1,
    /RuleSets insert each other in a circle: /,
  ),
  fsh(
    'RuleSets with parameters that insert each other',
    `RuleSet: A(x)\n* insert B({x})\n\nRuleSet: B(x)\n* insert A({x})\n\n${profile}* insert A(y)\n`,
    1,
    at(9, 'RuleSets insert each other more than 50 deep, from here: A > B > A > B > … > '),
  ),
  fsh(
    'a RuleSet that inserts itself by the name in its parameter',
    `RuleSet: A(x)\n* insert {x}({x})\n\n${profile}* insert A(A)\n`,
    1,
    at(6, 'RuleSets insert each other more than 50 deep'),
  ),
  fsh(
    'a RuleSet that inserts itself with twice its parameter',
    `RuleSet: A(x)\n* insert A({x}{x})\n\n${profile}* insert A(y)\n`,
    1,
    at(6, 'RuleSets with parameters give more than 4 MiB of FSH'),
  ),
  fsh(
    '40 RuleSets that each insert the next one twice',
    `${times(40, (n) => `RuleSet: A${n}\n* insert A${n + 1}\n* insert A${n + 1}\n\n`)}RuleSet: A40\n* name MS\n\n${profile}* insert A0\n`,
    1,
    at(
      166,
      'RuleSets come to more than 100000 rules, at the latest here: A0 > A1 > A2 > A3 > … > A37 > A38 > A39 > A40\\.',
    ),
  ),
  fsh(
    '40 RuleSets that each insert the next one with two values',
    `${times(40, (n) => `RuleSet: A${n}(x)\n* insert A${n + 1}({x}a)\n* insert A${n + 1}({x}b)\n\n`)}RuleSet: A40(x)\n* name MS\n\n${profile}* insert A0(y)\n`,
    1,
    at(166, 'RuleSets with parameters are put in with more than 10000 values, from here: A0 > A1'),
  ),
  fsh(
    'a chain of 5,000 RuleSets',
    `${times(5_000, (n) => `RuleSet: A${n}\n* insert A${n + 1}\n\n`)}RuleSet: A5000\n* name MS\n\n${profile}* insert A0\n`,
    1,
    at(15_006, 'RuleSets insert each other more than 50 deep here: A0 > A1 > A2'),
  ),
  fsh(
    'items that 2,000 RuleSets add by soft indices, each inserted by twice as many',
    `${times(17, (n) => `RuleSet: A${n}\n* insert A${n + 1}\n* insert A${n + 1}\n\n`)}RuleSet: A17\n* name[+].family = "x"\n\n${instance}* insert A0\n`,
    1,
    /RuleSets come to more than 100000 rules/,
  ),
  fsh(
    'RuleSets that build on each other as honest ones do',
    `RuleSet: A\n* name MS\n\nRuleSet: B(x)\n* insert A\n* {x} MS\n\n${profile}* insert B(gender)\n* insert B(birthDate)\n* insert A\n`,
    0,
    /resources? valid/,
  ),
];

const lists: readonly Row[] = [
  fsh(
    'an index of nine digits',
    `${instance}* name[999999999].family = "x"\n`,
    1,
    at(3, 'The index \\[999999999\\] makes all'),
  ),
  fsh(
    'an index of 400 digits',
    `${instance}* name[${'9'.repeat(400)}].family = "x"\n`,
    1,
    at(3, 'The index \\[Infinity\\] makes all'),
  ),
  fsh(
    'an index of nine digits behind ^',
    `${profile}* ^contact[999999999].name = "x"\n`,
    1,
    at(3, 'The index \\[999999999\\]'),
  ),
  fsh(
    'indices that multiply: 500 items, each with one at 1,999',
    `${instance}${times(500, (n) => `* contact[${n}].name.given[1999] = "x"\n`)}`,
    1,
    /The index \[1999\] makes all items before it/,
  ),
  fsh(
    'an index in a RuleSet that is inserted in 1,000 contexts',
    `RuleSet: R\n* given[1500] = "x"\n\n${instance}${times(1_000, (n) => `* name[${n}] insert R\n`)}`,
    1,
    at(2, 'The index \\[1500\\] makes all'),
  ),
  fsh(
    'a minimum of nine digits',
    `${profile}* name 100000000..\n* name.use = #official\n\nInstance: I\nInstanceOf: P\n* active = true\n`,
    1,
    at(6, 'The minimums of its profile require more than 100000 elements'),
  ),
  fsh(
    'minimums that multiply',
    `${profile}* name 5000..\n* name.given 5000..\n* name.given = "x"\n\nInstance: I\nInstanceOf: P\n* active = true\n`,
    1,
    at(7, 'The minimums of its profile require more than'),
  ),
  fsh(
    '3,000 items by soft indices, which are built',
    `Instance: Q\nInstanceOf: Questionnaire\n* status = #draft\n${times(3_000, (n) => `* item[+].linkId = "${n}"\n* item[=].type = #display\n`)}`,
    0,
    /1 resource valid|resources valid/,
  ),
];

const circles: readonly Row[] = [
  fsh(
    'aliases that refer to each other',
    `Alias: $a = $b\nAlias: $b = $a\n\n${profile}* gender from $a\n`,
    1,
    /"\$b" is not a valid URI/,
  ),
  fsh('a profile that is its own parent', 'Profile: A\nParent: A\n', 1, at(2, '.*cannot declare itself as a Parent')),
  fsh(
    'parents in a circle of 500',
    times(500, (n) => `Profile: A${n}\nParent: A${(n + 1) % 500}\n\n`),
    1,
    at(2, 'The parents go in a circle'),
  ),
  fsh(
    'an instance that contains itself',
    `${instance}* contained[0] = I\n`,
    1,
    at(3, 'Instances hold each other in a circle: I > I\\.'),
  ),
  fsh(
    'instances that contain each other, by a RuleSet',
    `Instance: A\nInstanceOf: Patient\n* insert R(B)\n\nInstance: B\nInstanceOf: Patient\n* insert R(A)\n\nRuleSet: R(x)\n* contained[0] = {x}\n`,
    1,
    /Instances hold each other in a circle: (A > B > A|B > A > B)\./,
  ),
  fsh(
    '40 Bundles that each hold the next one twice',
    `${times(40, (n) => `Instance: A${n}\nInstanceOf: Bundle\nUsage: #inline\n* type = #collection\n* entry[0].resource = A${n + 1}\n* entry[1].resource = A${n + 1}\n\n`)}Instance: A40\nInstanceOf: Patient\n`,
    1,
    at(188, 'The instance A27 holds more than 10000 others'),
  ),
  fsh(
    'a chain of 3,000 Bundles',
    `${times(3_000, (n) => `Instance: A${n}\nInstanceOf: Bundle\nUsage: #inline\n* type = #collection\n* entry.resource = A${n + 1}\n\n`)}Instance: A3000\nInstanceOf: Patient\n`,
    1,
    /The instance A2950 holds others more than 50 deep/,
  ),
  fsh('an instance of itself', 'Instance: A\nInstanceOf: A\n* active = true\n', 1, /InstanceOf A not found/),
  fsh(
    'a value set of itself',
    `ValueSet: A\n* include codes from valueset A\n\n${profile}* maritalStatus from A\n`,
    1,
    /ValueSet A must contain/,
  ),
];

const texts: readonly Row[] = [
  fsh(
    '200,001 rules',
    `RuleSet: R\n${'* name MS\n'.repeat(200_001)}`,
    1,
    at(200_001, 'The FSH of the guide has more than 200000 rules'),
  ),
  {
    ...fsh(
      '17 MiB of FSH in files that each are small enough',
      '// x\n',
      1,
      /The FSH of the guide has more than 16 MiB with this file/,
    ),
    files: guide({ 'input/fsh/a.fsh': '// x\n'.repeat(1_800_000), 'input/fsh/b.fsh': '// x\n'.repeat(1_800_000) }),
  },
  fsh(
    'a text of 10 MB on a line',
    `${profile}Description: "${'x'.repeat(10_000_000)}"\n`,
    1,
    /longer than a string may be/,
  ),
  fsh(
    'a path of 10 MB',
    `${profile}* ${'x'.repeat(10_000_000)} MS\n`,
    1,
    at(3, 'The path of this rule has more than 5000 characters'),
  ),
  fsh(
    'a path of 50,000 steps',
    `${profile}* ${'name.'.repeat(50_000)}x MS\n`,
    1,
    at(3, 'The path of this rule has more than'),
  ),
  fsh(
    'contexts that make a path of 100 long ones',
    `${profile}${times(90, (n) => `${'  '.repeat(n)}* ${'x'.repeat(90)}\n`)}${'  '.repeat(90)}* y MS\n`,
    1,
    /The path of this rule has more than/,
  ),
  fsh(
    'concepts that nest 3,000 deep',
    `CodeSystem: C\n${times(3_000, (n) => `${'  '.repeat(n)}* #c${n} "x"\n`)}`,
    1,
    at(103, 'This rule is indented more than 100 levels deep'),
  ),
  fsh(
    'an expression of 100,000 parentheses',
    `Invariant: i\nDescription: "x"\nSeverity: #error\nExpression: "${'('.repeat(100_000)}true${')'.repeat(100_000)}"\n\n${profile}* obeys i\n`,
    1,
    /definition-invariant/,
  ),
  fsh(
    'brackets that nest in a path',
    `${profile}* name${'[a'.repeat(500)}${']'.repeat(500)} MS\n`,
    1,
    /unmatched brackets|path-not-found/,
  ),
  fsh('an open """', `${profile}Description: """\n${'x " \n'.repeat(100_000)}`, 1, /fsh-syntax/),
  fsh('a NUL character', `${profile}* name MS\0\n`, 1, /fsh-syntax/),
  fsh(
    'bytes that are no text',
    Buffer.from(
      times(2_000, (n) => String.fromCharCode((n * 7919) % 256)),
      'latin1',
    ),
    1,
    /FSH files must be UTF-8/,
  ),
  fsh('ESC in names and texts', `Profile: P\u001b[31m\nParent: Pati\u001b[0ment\n`, 1, /Parent Patient not found/),
];

tryAll('FSH', [...ruleSets, ...lists, ...circles, ...texts]);

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import { type Compiler, openCompiler, type WarmResult } from '../../../scripts/compile/warm/compiler.ts';
import { plainConfig, temporaryProject } from '../temporary-project.ts';
import { corePackage, guidePackages } from '../test-packages.ts';
import { differenceOf } from './same.ts';

const listed = vi.hoisted(() => ({ gone: '' }));
vi.mock('../../../scripts/compile/files/source-files.ts', async (original) => {
  const module = await original<typeof import('../../../scripts/compile/files/source-files.ts')>();
  return {
    ...module,
    fshFilesIn: (folder: string) => [
      ...module.fshFilesIn(folder),
      ...(listed.gone === '' ? [] : [join(folder, listed.gone)]),
    ],
  };
});

const sushi = vi.hoisted(() => ({ isOther: false }));
vi.mock('../../../scripts/compile/warm/known.ts', async (original) => {
  const module = await original<typeof import('../../../scripts/compile/warm/known.ts')>();
  return {
    ...module,
    isSushiAsExpected: (...args: Parameters<typeof module.isSushiAsExpected>) =>
      !sushi.isOther && module.isSushiAsExpected(...args),
  };
});

// Each test compiles some ten times, warm and from the beginning.
vi.setConfig({ testTimeout: 300_000 });

const packages = guidePackages(corePackage());

interface Warm {
  readonly folder: string;
  readonly compiler: Compiler;
  /** Compiles warm, holds that against a compile from the beginning, and gives what was warm. */
  compile(): Promise<WarmResult>;
  write(name: string, text: string | Uint8Array): void;
}

function warm(files: Readonly<Record<string, string>>): Warm {
  const folder = temporaryProject(files);
  const compiler = openCompiler(folder, packages);
  return {
    folder,
    compiler,
    async compile() {
      const result = await compiler.compile();
      expect(differenceOf(result, await compileProject(folder, packages))).toBeUndefined();
      return result;
    },
    write(name, text) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
  };
}

const exportedIn = ({ trace }: WarmResult) => (trace.kind === 'partial' ? trace.exported : trace);
const rulesIn = ({ issues }: WarmResult) => issues.map(({ rule }) => rule);
const resourceOf = ({ resources }: WarmResult, id: string) => resources.find(({ resource }) => resource.id === id);

const base = `Profile: Base
Parent: Observation
Title: "Base"
* value[x] only Quantity
* insert Common
`;
const child = `Profile: Child
Parent: Base
* code 1..1 MS

Instance: example
InstanceOf: Child
* status = #final
* code.text = "x"
* valueQuantity.value = 1

Instance: other
InstanceOf: Patient
* active = true
`;
const shared = `RuleSet: Common
* ^publisher = "Us"
* ^experimental = true
`;
const files = {
  'input/fsh/base.fsh': base,
  'input/fsh/child.fsh': child,
  'input/fsh/shared.fsh': shared,
};

describe('what an edit touches is made anew, and nothing else', () => {
  test('nothing is compiled when nothing changed', async () => {
    const { compile, write } = warm(files);
    const first = await compile();
    expect(first.trace).toEqual({ kind: 'full', because: 'it is the first compile' });
    const again = await compile();
    expect(again.trace).toEqual({ kind: 'same' });
    expect(again.resources).toBe(first.resources);
    write('input/fsh/base.fsh', base);
    expect((await compile()).trace).toEqual({ kind: 'same' });
  });

  test('who builds on it, and who is an instance of that', async () => {
    const { compile, write } = warm(files);
    const first = await compile();
    write('input/fsh/base.fsh', base.replace('only Quantity', 'only Quantity or string'));
    const second = await compile();
    expect(exportedIn(second)).toEqual(['Profile Base', 'Profile Child', 'Instance example']);
    expect(resourceOf(second, 'other')).toBe(resourceOf(first, 'other'));
    expect(resourceOf(second, 'Base')).not.toBe(resourceOf(first, 'Base'));
    // Exported again, and the same as before.
    expect(resourceOf(second, 'example')).toBe(resourceOf(first, 'example'));
  });

  test('it stops where what is exported is as before', async () => {
    const { compile, write } = warm(files);
    await compile();
    write(
      'input/fsh/base.fsh',
      base.replace('* value[x] only Quantity\n', '* value[x] only Quantity\n* value[x] only Quantity\n'),
    );
    expect(exportedIn(await compile())).toEqual(['Profile Base']);
  });

  test('lines that move are told as they are, without an export', async () => {
    const { compile, write } = warm({ ...files, 'input/fsh/child.fsh': `${child}* absent = 1\n` });
    const first = await compile();
    expect(first.issues.find(({ rule }) => rule === 'path-not-found')?.source?.line).toBe(14);
    write('input/fsh/child.fsh', `// a line\n${child}* absent = 1\n`);
    const second = await compile();
    expect(exportedIn(second)).toEqual([]);
    expect(second.issues.find(({ rule }) => rule === 'path-not-found')?.source?.line).toBe(15);
    expect(resourceOf(second, 'example')?.origin?.position.line).toBe(6);
    expect(resourceOf(second, 'example')?.resource).toBe(resourceOf(first, 'example')?.resource);
    // They stay where they are while other files are edited, and move again.
    write('input/fsh/base.fsh', base.replace('"Base"', '"Basis"'));
    expect((await compile()).trace.kind).toBe('partial');
    write('input/fsh/child.fsh', `// a line\n\n\n${child}* absent = 1\n`);
    expect(exportedIn(await compile())).toEqual([]);
    expect(resourceOf(second, 'Base')).toBe(resourceOf(first, 'Base'));
  });

  test('a text that is not saved counts for the file, also where there is none yet', async () => {
    const { compiler, compile } = warm(files);
    await compile();
    const texts = new Map([
      ['input/fsh/child.fsh', child.replace('"x"', '"typed"')],
      ['input/fsh/bb.fsh', 'Instance: typed\nInstanceOf: Patient\n'],
    ]);
    const typed = await compiler.compile({ texts });
    expect(exportedIn(typed)).toEqual(['Instance typed', 'Instance example']);
    expect(JSON.stringify(resourceOf(typed, 'example')?.resource)).toContain('typed');
    const saved = warm({ ...files, ...Object.fromEntries(texts) });
    expect(differenceOf(typed, await saved.compile())).toBeUndefined();
    expect(exportedIn(await compile())).toEqual(['Instance example']);
  });
});

describe('who looked in vain is told when there is something to find', () => {
  test('a parent that appears later', async () => {
    const { compile, write } = warm({ 'input/fsh/child.fsh': child, 'input/fsh/shared.fsh': shared });
    expect(rulesIn(await compile())).toContain('parent-not-found');
    write('input/fsh/base.fsh', base);
    expect(rulesIn(await compile())).not.toContain('parent-not-found');
  });

  test('an invariant, a value set and an instance that appear later', async () => {
    const { compile, write } = warm({
      ...files,
      'input/fsh/asks.fsh':
        'Profile: Asks\nParent: Patient\n* obeys late-1\n* maritalStatus from Late\n\nInstance: holder\nInstanceOf: Patient\n* contained = late\n* generalPractitioner = Reference(late)\n',
    });
    const first = await compile();
    expect(rulesIn(first)).toContain('invariant-not-found');
    write('input/fsh/late.fsh', 'Invariant: late-1\nDescription: "Late"\nExpression: "true"\nSeverity: #error\n');
    expect(exportedIn(await compile())).toEqual(['Profile Asks']);
    write('input/fsh/late2.fsh', 'ValueSet: Late\n* http://a.example#a\n');
    expect(exportedIn(await compile())).toEqual(
      ['Profile Asks', 'ValueSet Late'].map((key) => key.replace('ValueSet', 'FshValueSet')),
    );
    write('input/fsh/late3.fsh', 'Instance: late\nInstanceOf: Practitioner\n* active = true\n');
    expect(exportedIn(await compile())).toContain('Instance holder');
  });
});

describe('what is broken, and mended', () => {
  test('the same entity in two files', async () => {
    const { folder, compile, write } = warm(files);
    const first = await compile();
    write('input/fsh/zz.fsh', base);
    expect(rulesIn(await compile())).toContain('name-repeated');
    write('input/fsh/aa.fsh', base.replace('"Base"', '"Other"'));
    await compile();
    expect((await compile()).trace.kind).toBe('same');
    rmSync(join(folder, 'input/fsh/base.fsh'));
    await compile();
    for (const name of ['aa.fsh', 'zz.fsh']) rmSync(join(folder, 'input/fsh', name));
    await compile();
    write('input/fsh/base.fsh', base);
    expect(differenceOf(await compile(), first)).toBeUndefined();
  });

  test('RuleSets of the same text in another file: their lines are told as they are there', async () => {
    const inserted = 'RuleSet: Wrong\n* absent = 1\n\nRuleSet: Given(what)\n* lost.{what} = 1\n';
    const user = `${child}* insert Wrong\n* insert Given(there)\n`;
    const { compile, write, folder } = warm({ ...files, 'input/fsh/child.fsh': user, 'input/fsh/m.fsh': inserted });
    await compile();
    for (const name of ['aaa.fsh', 'zzz.fsh']) {
      write(`input/fsh/${name}`, `// moved\n${inserted}`);
      const twice = await compile();
      expect(twice.issues.length).toBeGreaterThan(0);
      rmSync(join(folder, 'input/fsh', name));
      await compile();
    }
  });

  test('a RuleSet that vanishes while dozens of entities insert it', async () => {
    const profiles = Array.from(
      { length: 24 },
      (_, i) => `Profile: P${i}\nParent: Patient\n* insert Common\n* insert With(${i})\n`,
    );
    const rules = `${shared}\nRuleSet: With(a)\n* name {a}..\n`;
    const { folder, compile, write } = warm({ 'input/fsh/a.fsh': profiles.join('\n'), 'input/fsh/rules.fsh': rules });
    const first = await compile();
    write('input/fsh/rules.fsh', shared);
    await compile();
    rmSync(join(folder, 'input/fsh/rules.fsh'));
    const without = await compile();
    expect(without.issues.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(1);
    write('input/fsh/rules.fsh', rules);
    expect(differenceOf(await compile(), first)).toBeUndefined();
  });

  test('a RuleSet that is not there is told until it is, whatever else is edited', async () => {
    const inserts = `Profile: Inserting
Parent: Patient
* insert Absent

CodeSystem: Codes
* insert AbsentToo(a)
* #a "A"

RuleSet: Nested
* insert AbsentBelow

Instance: inserted
InstanceOf: Patient
* insert Nested
`;
    const other = 'Profile: Other\nParent: Patient\nTitle: "None"\n';
    const { compile, write } = warm({ 'input/fsh/a.fsh': inserts, 'input/fsh/b.fsh': other });
    const told = rulesIn(await compile()).filter((rule) => rule === 'rule-set-not-found');
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const title of ['One', 'Two', 'Three']) {
      write('input/fsh/b.fsh', other.replace(/Title: ".*"/, `Title: "${title}"`));
      expect(rulesIn(await compile()).filter((rule) => rule === 'rule-set-not-found')).toEqual(told);
    }
    write('input/fsh/c.fsh', 'RuleSet: Absent\n* active MS\n');
    expect(rulesIn(await compile()).filter((rule) => rule === 'rule-set-not-found')).toHaveLength(told.length - 1);
  });

  test('a file that is gone between the look at the folder and the reading', async () => {
    const { compile } = warm(files);
    await compile();
    listed.gone = 'zz.fsh';
    try {
      expect(rulesIn(await compile())).toContain('file-unreadable');
    } finally {
      listed.gone = '';
    }
    expect(rulesIn(await compile())).not.toContain('file-unreadable');
  });

  test('a file that is written by halves, in the middle of a character', async () => {
    const { compile, write } = warm(files);
    const first = await compile();
    const bytes = Buffer.from(base.replace('"Base"', '"Été"'));
    write('input/fsh/base.fsh', bytes.subarray(0, bytes.indexOf('É') + 1));
    expect(rulesIn(await compile())).toContain('fsh-encoding');
    write('input/fsh/base.fsh', base);
    expect(differenceOf(await compile(), first)).toBeUndefined();
  });

  test('parents in a circle, RuleSets in a circle, and instances that hold each other', async () => {
    const { compile, write } = warm(files);
    const first = await compile();
    for (const [text, rule] of [
      [base.replace('Parent: Observation', 'Parent: Child'), 'parent-circular'],
      [
        `${base}\nRuleSet: A\n* insert B\n\nRuleSet: B\n* insert A\n\nProfile: Circle\nParent: Patient\n* insert A\n`,
        'rule-set-circular',
      ],
      [
        `${base}\nInstance: a\nInstanceOf: Bundle\n* entry.resource = b\n\nInstance: b\nInstanceOf: Bundle\n* entry.resource = a\n`,
        'instance-circular',
      ],
    ] as const) {
      write('input/fsh/base.fsh', text);
      expect(rulesIn(await compile())).toContain(rule);
      write('input/fsh/base.fsh', base);
      expect(differenceOf(await compile(), first)).toBeUndefined();
    }
  });

  test('more RuleSets with parameters than are put in, most of them in files that are kept', async () => {
    const long = 'x'.repeat(200_000);
    const rules = `RuleSet: With(a)\n* ^description = "${long} {a}"\n`;
    const inserts = (count: number) => Array.from({ length: count }, (_, i) => `* insert With(${i})`).join('\n');
    const profile = (name: string, rest: string) => `Profile: ${name}\nParent: Patient\n${rest}\n`;
    const { compile, write } = warm({ 'input/fsh/a.fsh': rules + profile('A', inserts(16)) });
    await compile();
    write('input/fsh/b.fsh', profile('B', inserts(8)));
    expect(rulesIn(await compile())).toContain('fsh-too-large');
    write('input/fsh/b.fsh', profile('B', inserts(1)));
    expect(rulesIn(await compile())).not.toContain('fsh-too-large');
  });
});

describe('what SUSHI does when all is exported', () => {
  const held = `Profile: Holder
Parent: Patient
* ^contained = inside
* maritalStatus from inside-set

Instance: inside
InstanceOf: Organization
Usage: #inline
* name = "In"

Instance: inside-set
InstanceOf: ValueSet
Usage: #inline
* status = #draft

Mapping: Map
Source: Base
Target: "https://map.example"
Id: map
* code -> "x"
`;

  test('mappings, contained instances and inline value sets', async () => {
    const { compile, write } = warm({ ...files, 'input/fsh/held.fsh': held });
    const first = await compile();
    write('input/fsh/child.fsh', child.replace('"x"', '"y"'));
    const second = await compile();
    expect(second.trace.kind).toBe('partial');
    write('input/fsh/held.fsh', held.replace('-> "x"', '-> "y"'));
    await compile();
    write('input/fsh/held.fsh', held.replace('"In"', '"Inside"'));
    await compile();
    write('input/fsh/held.fsh', held.slice(0, held.indexOf('Mapping:')));
    await compile();
    write('input/fsh/held.fsh', `${held}\n* status -> "late"\n`);
    await compile();
    write('input/fsh/child.fsh', child);
    write('input/fsh/held.fsh', held);
    expect(differenceOf(await compile(), first)).toBeUndefined();
  });

  const mapped = `Mapping: First
Source: Base
Target: "https://map.example"
Id: map
* -> "Whole"
* code -> "Code"

Mapping: Second
Source: Base
Target: "https://second.example"
Id: second
* status -> "Status" "with a comment"

Mapping: OfChild
Source: Child
Target: "https://map.example"
Id: of-child
Description: "more of the same"
* code -> "Code again"
`;

  test('mappings that stay do what they did, to definitions that others read without them', async () => {
    const { compile, folder, write } = warm({ ...files, 'input/fsh/mapped.fsh': mapped });
    const first = await compile();
    for (const title of ['Child', 'Kid']) {
      write('input/fsh/child.fsh', child.replace('Parent: Base', `Parent: Base\nTitle: "${title}"`));
      const { trace } = await compile();
      expect(trace).toMatchObject({ kind: 'partial', exported: expect.arrayContaining(['Profile Child']) });
      expect(trace).not.toMatchObject({ exported: expect.arrayContaining(['Profile Base']) });
    }
    write('input/fsh/late.fsh', 'Profile: Late\nParent: Base\n* status MS\n\nInstance: of-base\nInstanceOf: Base\n');
    expect(exportedIn(await compile())).toEqual(['Profile Late', 'Instance of-base']);
    write('input/fsh/base.fsh', base.replace('"Base"', '"Other"'));
    await compile();
    write('input/fsh/base.fsh', base);
    write('input/fsh/child.fsh', child);
    rmSync(join(folder, 'input/fsh/late.fsh'));
    expect(differenceOf(await compile(), first)).toBeUndefined();
  });

  test.each([
    ["the id of one of the parent's", ['Id: of-child', 'Id: map']],
    [
      "the id of one of the parent's, and another target",
      ['Target: "https://map.example"\nId: of-child', 'Target: "https://x.example"\nId: map'],
    ],
    ['another target', ['Target: "https://map.example"', 'Target: "https://x.example"']],
    ['another id', ['Id: map', 'Id: map2']],
    ['another source', ['Source: Base', 'Source: Child']],
    ['a source that is not there', ['Source: Base', 'Source: Nobody']],
    ['an element that has to be unfolded', ['* code ->', '* subject.identifier.value ->']],
    ['an element that there is not', ['* code ->', '* nothing ->']],
    ['an id that is none', ['Id: second', 'Id: "not an id"']],
    ['one mapping less', [/Mapping: First[\s\S]*?(?=Mapping: Second)/, '']],
    ['the child before its parent', [/^([\s\S]*)(Mapping: OfChild[\s\S]*)$/, '$2\n$1']],
    [
      'a second one of the same name',
      [/$/, '\nMapping: Third\nSource: Base\nTarget: "https://map.example"\nId: map\n* -> "Third"\n'],
    ],
  ] as const)('%s', async (_, [from, to]) => {
    const { compile, write } = warm({ ...files, 'input/fsh/mapped.fsh': mapped });
    const first = await compile();
    const edited = mapped.replace(from, to);
    expect(edited).not.toBe(mapped);
    write('input/fsh/mapped.fsh', edited);
    await compile();
    write('input/fsh/child.fsh', child.replace('"x"', '"y"'));
    await compile();
    write('input/fsh/mapped.fsh', `\n\n${edited}`);
    await compile();
    write('input/fsh/base.fsh', base.replace('"Base"', '"Other"'));
    await compile();
    write('input/fsh/mapped.fsh', mapped);
    write('input/fsh/base.fsh', base);
    write('input/fsh/child.fsh', child);
    expect(differenceOf(await compile(), first)).toBeUndefined();
  });

  test('instances of one profile that unfold its elements for each other', async () => {
    const many = ['a', 'b', 'c'].map(
      (name) =>
        `Instance: ${name}\nInstanceOf: Base\n* status = #final\n* code.coding.code = #${name}\n* valueQuantity.unit = "u"\n* subject.identifier.value = "v"\n`,
    );
    const { compile, write } = warm({ ...files, 'input/fsh/many.fsh': many.join('\n') });
    await compile();
    write('input/fsh/many.fsh', many.join('\n').replace('#c', '#d'));
    expect(exportedIn(await compile())).toEqual(['Instance c']);
    // Again, from where those before it have left the profile.
    write('input/fsh/many.fsh', many.join('\n').replace('#c', '#e'));
    expect(exportedIn(await compile())).toEqual(['Instance c']);
    write('input/fsh/many.fsh', many.join('\n').replace('#b', '#f'));
    expect(exportedIn(await compile())).toEqual(['Instance b', 'Instance c']);
    write('input/fsh/base.fsh', base.replace('"Base"', '"Basis"').replace('only Quantity', 'only Quantity or string'));
    write('input/fsh/many.fsh', many.join('\n').replace('#c', '#g'));
    await compile();
    write('input/fsh/many.fsh', many.join('\n'));
    expect(exportedIn(await compile())).toEqual(['Instance c']);
  });

  test('what was not edited may stand for once, and is exported by the next compile', async () => {
    const { compiler, compile, write } = warm(files);
    const first = await compile();
    const edited = base.replace('* value[x] only Quantity\n', '* value[x] only Quantity\n* status = #final\n');
    write('input/fsh/base.fsh', edited);
    write('input/fsh/child.fsh', child.replace('* status = #final\n', ''));
    const told = await compiler.compile({ stands: true });
    // The example was edited, and finds its profile as it stood.
    expect(exportedIn(told)).toEqual(['Profile Base', 'Instance example']);
    expect(told.trace).toMatchObject({ standing: new Set(['Profile Child']) });
    expect(resourceOf(told, 'Child')).toBe(resourceOf(first, 'Child'));
    expect(resourceOf(told, 'example')?.resource.status).toBeUndefined();
    const second = await compile();
    expect(exportedIn(second)).toEqual(['Profile Child', 'Instance example']);
    expect(second.trace).not.toHaveProperty('standing');
    expect(resourceOf(second, 'example')?.resource.status).toBe('final');
    expect((await compile()).trace).toEqual({ kind: 'same' });
    // Another edit may come before that.
    write('input/fsh/base.fsh', base);
    await compiler.compile({ stands: true });
    write('input/fsh/child.fsh', child);
    await compiler.compile({ stands: true });
    write('input/fsh/shared.fsh', shared.replace('"Us"', '"We"'));
    await compile();
  });
});

describe('everything is compiled where one cannot be sure', () => {
  test.each([
    ['the configuration', 'sushi-config.yaml', `${plainConfig}title: Other\n`],
    ['a predefined resource', 'input/examples/Patient-p.json', '{"resourceType":"Patient","id":"p"}'],
    ['an alias', 'input/fsh/alias.fsh', 'Alias: $a = https://a.example\n'],
  ])('after a change of %s', async (_, name, text) => {
    const { compile, write } = warm(files);
    await compile();
    write(name, text);
    const { trace } = await compile();
    expect(trace.kind).toBe('full');
    expect((await compile()).trace.kind).toBe('same');
    write('input/fsh/base.fsh', base.replace('"Base"', '"Other"'));
    expect((await compile()).trace.kind).toBe('partial');
  });

  test('a page is listed without that', async () => {
    const { compile, write } = warm(files);
    await compile();
    write('input/pagecontent/page.md', '# Page\n');
    const second = await compile();
    expect(exportedIn(second)).toEqual([]);
    expect([...second.files.values()].join('')).toContain('page.html');
  });

  test('after a compile that was stopped, and after the end', async () => {
    const { compiler, compile, write } = warm(files);
    await compile();
    write('input/fsh/base.fsh', base.replace('"Base"', '"Other"'));
    await expect(compiler.compile({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    await compile();
    compiler.end();
    expect((await compile()).trace.kind).toBe('full');
  });

  test('when SUSHI is another one', async () => {
    const { compile, write } = warm(files);
    sushi.isOther = true;
    try {
      await compile();
      write('input/fsh/base.fsh', base.replace('"Base"', '"Other"'));
      expect((await compile()).trace.kind).toBe('full');
      expect((await compile()).trace.kind).toBe('same');
    } finally {
      sushi.isOther = false;
    }
  });

  test('a project that ends in a fault is not compiled again when nothing changed', async () => {
    const { compile, write } = warm(files);
    write('input/fsh/base.fsh', base.replace('Parent: Observation', 'Parent: Child'));
    expect(rulesIn(await compile())).toContain('parent-circular');
    expect((await compile()).trace.kind).toBe('same');
  });

  test('a project that cannot be compiled, before and behind', async () => {
    const { folder, compile, write } = warm(files);
    await compile();
    write('sushi-config.yaml', 'id: [\n');
    await compile();
    rmSync(join(folder, 'sushi-config.yaml'));
    await compile();
    expect(existsSync(join(folder, 'fsh-generated'))).toBe(false);
    write('sushi-config.yaml', plainConfig);
    expect((await compile()).trace.kind).toBe('full');
  });
});

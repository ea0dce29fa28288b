import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, describe, expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import type { ParseStore } from '../../scripts/compile/sushi/saved-parse.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { profilesGuide } from './generated-guides.ts';
import { writeProject } from './temporary-project.ts';
import { corePackage, guidePackages } from './test-packages.ts';

const core = guidePackages(corePackage());
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Kept extends ParseStore {
  bytes: Uint8Array | undefined;
  writes: number;
}

function store(): Kept {
  const kept: Kept = {
    bytes: undefined,
    writes: 0,
    read: () => kept.bytes,
    write(bytes) {
      kept.bytes = bytes;
      kept.writes++;
    },
  };
  return kept;
}

const generated = profilesGuide(2, 1);
const ruleSets = generated['input/fsh/rule-sets.fsh'] ?? '';
const guide = {
  ...generated,
  'input/fsh/loud.fsh': 'Profile: Loud\nParent: Patient\n* active =true\n* name 1..1 MS ?! ?\n',
  'input/fsh/alias.fsh':
    'Alias: $here = https://here.example/a\n\nInstance: aliased\nInstanceOf: Patient\n* identifier.system = $here\n',
  'input/fsh/values.fsh': `Instance: values
InstanceOf: Observation
Usage: #example
* status = #final
* code = http://loinc.org#1-8 "With a word"
* valueRatio = 1 'mg' : 2.50 'mL'
* component[0].code.text = "a \\"quoted\\" one"
* component[0].valueQuantity = 1.10 'mg'
* component[1].code.text = """
  of two
  lines
  """
* component[1].valueInteger = 12345678901
* subject = Reference(Someone) "Some one"

ValueSet: Filtered
Id: filtered
* include codes from system http://loinc.org where DISPLAY regex /a\\/b/ and code = "x"
* include codes from system $measures|1.0.0
* exclude $measures#m0 "Measure 0"
`,
};

async function project(files: Readonly<Record<string, string>> = guide) {
  const folder = writeProject(files);
  folders.push(folder);
  const kept = store();
  const compile = async () => {
    const result = await compileProject(folder, core, { parsed: kept });
    const plain = await compileProject(folder, core);
    expect(comparable(result)).toEqual(comparable(plain));
    return result;
  };
  return {
    kept,
    compile,
    write: (name: string, text: string) => writeFileSync(join(folder, 'input/fsh', name), text),
    folder,
  };
}

function comparable({ files, inputFiles, ...rest }: Awaited<ReturnType<typeof compileProject>>) {
  return { files: [...files], inputFiles: [...inputFiles], rest: JSON.parse(JSON.stringify(rest)) };
}

describe('what was parsed in an earlier run gives what parsing gives', { timeout: 300_000 }, () => {
  test('this guide', async () => {
    const packages = await openedPackages();
    const kept = store();
    const plain = comparable(await compileProject(projectFolder, packages));
    for (let run = 0; run < 2; run++)
      expect(comparable(await compileProject(projectFolder, packages, { parsed: kept }))).toEqual(plain);
    expect(kept.writes).toBe(1);
  });

  test('faults are told each time', async () => {
    const { compile, kept } = await project();
    const first = await compile();
    expect(first.issues.map(({ rule }) => rule)).toContain('fsh-syntax');
    expect(comparable(await compile())).toEqual(comparable(first));
    expect(kept.writes).toBe(1);
  });

  const edits = [
    ['a rule', 'values.fsh', guide['input/fsh/values.fsh'].replace('1.10', '1.20')],
    ['another alias', 'alias.fsh', guide['input/fsh/alias.fsh'].replace('here.example/a', 'here.example/b')],
    ['an alias twice', 'more.fsh', 'Alias: $here = https://there.example\n'],
    ['a RuleSet with parameters', 'rule-sets.fsh', ruleSets.replace('"2026-01-0{number}"', '"2027-01-0{number}"')],
    ['a RuleSet with parameters twice', 'more.fsh', 'RuleSet: Common(number)\n* status = #amended\n'],
    ['lines above a RuleSet with parameters', 'rule-sets.fsh', `\n\n${ruleSets}`],
    ['a RuleSet without parameters', 'rule-sets.fsh', ruleSets.replace('"Generated"', '"Other"')],
    ['an entity that stands in a later file too', 'a.fsh', 'Profile: Measure1\nParent: Patient\n'],
    ['a fault', 'values.fsh', `${guide['input/fsh/values.fsh']}* nothing to say\n`],
    [
      'a RuleSet that inserts itself',
      'more.fsh',
      'RuleSet: Again(x)\n* active = true\n* insert Again({x})\n\nInstance: again\nInstanceOf: Patient\n* insert Again(1)\n',
    ],
    ['nothing', 'values.fsh', ''],
  ] as const;
  test.each(edits)('%s, written and taken back', async (_, name, text) => {
    const { compile, write, folder } = await project();
    const first = comparable(await compile());
    write(name, text);
    expect(comparable(await compile())).not.toEqual(first);
    await compile();
    const before = (guide as Readonly<Record<string, string>>)[`input/fsh/${name}`];
    if (before === undefined) rmSync(join(folder, 'input/fsh', name));
    else write(name, before);
    expect(comparable(await compile())).toEqual(first);
  });

  test.each([
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)],
    ['of something else', () => serialize({ shared: 1 })],
    ['of nothing', () => new Uint8Array()],
    ['of text', () => Buffer.from('{"__proto__": 1}')],
  ])('bytes %s count for nothing', async (_, damaged) => {
    const { compile, kept } = await project();
    const first = comparable(await compile());
    kept.bytes = damaged(kept.bytes ?? new Uint8Array());
    expect(comparable(await compile())).toEqual(first);
    expect(kept.writes).toBe(2);
  });
});

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CompletionItem,
  type CompletionList,
  CompletionRequest,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { newProject } from '../workspace/project.ts';
import { Editor } from './editor.ts';
import { languageGuide } from './language-guide.ts';

const FILE = 'input/fsh/typed.fsh';
let editor: Editor;
let folder = '';

beforeAll(async () => {
  folder = newProject(languageGuide);
  editor = await new Editor(folder).start({
    textDocument: { completion: { completionItem: { snippetSupport: true } } },
  });
  await editor.open('input/fsh/examples.fsh');
  await editor.untilDiagnostics('input/fsh/examples.fsh', (found) => found.length > 0);
  await editor.open(FILE, '');
});

afterAll(async () => {
  await editor.end();
  rmSync(folder, { recursive: true, force: true });
});

/** @param text of a file, with a | where the cursor stands */
async function items(text: string): Promise<readonly CompletionItem[]> {
  const document = editor.document(FILE);
  const all = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
  await editor.change(FILE, all, text.replace('|', ''));
  const answer = await editor.ask(CompletionRequest.type, {
    textDocument: { uri: editor.uri(FILE) },
    position: editor.document(FILE).positionAt(text.indexOf('|')),
  });
  return (answer as CompletionList).items;
}

async function labels(text: string): Promise<readonly string[]> {
  return (await items(text)).map(({ label }) => label);
}

/** The text as it is when a proposal is taken. */
async function taken(text: string, label: string): Promise<string> {
  const found = (await items(text)).find((item) => item.label === label);
  if (found === undefined) throw new Error(`${label} is not proposed.`);
  const document = TextDocument.create('file:///a', 'fsh', 1, text.replace('|', ''));
  return TextDocument.applyEdits(document, [found.textEdit as TextEdit]);
}

const profile = 'Profile: Typed\nParent: Leaf\nId: typed\n';
const instance = 'Instance: typed\nInstanceOf: Asked\n';

describe('what the existing FSH extension does not propose', () => {
  test('names of slices', async () => {
    expect(await labels(`${instance}* component|`)).toEqual(
      expect.arrayContaining(['component', 'component[left]', 'component[right]']),
    );
    expect(await taken(`${instance}* component[le|`, 'component[left]')).toBe(`${instance}* component[left]`);
    // The bracket that an editor has closed already is not left behind.
    expect(await taken(`${instance}* component[|]`, 'component[left]')).toBe(`${instance}* component[left]`);
    expect(await labels(`${instance}* component[left].value|`)).toContain('valueQuantity');
    expect(await labels(`${instance}* extension[|`)).toContain('extension[remark]');
  });

  test('slices that this text sets up itself', async () => {
    const own = `${profile}* component contains up 0..1 and down 0..1\n* component[|`;
    expect(await labels(own)).toEqual(expect.arrayContaining(['component[up]', 'component[down]']));
  });

  test('paths behind ^', async () => {
    expect(await labels(`${profile}* ^|`)).toEqual(expect.arrayContaining(['status', 'publisher', 'contact']));
    expect(await labels(`${profile}* subject ^|`)).toEqual(expect.arrayContaining(['short', 'definition', 'slicing']));
    expect(await taken(`${profile}* subject ^slicing.disc|`, 'discriminator')).toBe(
      `${profile}* subject ^slicing.discriminator`,
    );
    expect(await labels('CodeSystem: C\n* #a "A"\n* #a ^desig|')).toContain('designation');
    expect(await labels('ValueSet: V\n* ^comp|')).toContain('compose');
  });

  test('indented rules', async () => {
    const text = `${instance}* component[left]\n  * value|`;
    expect(await labels(text)).toContain('valueQuantity');
    expect(await labels(`${text.replace('value|', 'valueQuantity')}\n    * |`)).toEqual(
      expect.arrayContaining(['unit', 'code', 'system']),
    );
  });

  test('elements that a logical model adds itself', async () => {
    const logical = 'Logical: Barn\nId: barn\n* doors 1..* BackboneElement "Doors"\n  * width 0..1 Quantity "Width"\n';
    expect(await labels(`${logical}* |`)).toContain('doors');
    expect(await labels(`${logical}* doors.|`)).toContain('width');
    expect(await labels(`${logical}* doors.width.|`)).toContain('unit');
    expect(await labels(`${logical}\nInstance: b\nInstanceOf: Barn\n* doors.|`)).toContain('width');
    const resource = 'Resource: Shed\nParent: DomainResource\nId: shed\n* tools 0..* CodeableConcept "Tools"\n';
    expect(await labels(`${resource}* tools.|`)).toEqual(expect.arrayContaining(['coding', 'text']));
    expect(await labels('Instance: h\nInstanceOf: House\n* rooms.|')).toEqual(
      expect.arrayContaining(['area', 'colour']),
    );
  });

  test('the types of a choice that are left, and no others', async () => {
    const left = await labels(`${instance}* value|`);
    expect(left.filter((label) => label.startsWith('value'))).toEqual(['valueQuantity']);
    const parts = await labels('Profile: P\nParent: Parts\n* value|');
    expect(parts).toEqual(expect.arrayContaining(['value[x]', 'valueQuantity', 'valueString']));
    const only = await labels('Profile: P\nParent: Parts\n* value[x] only string or boolean\n* value|');
    expect(only.filter((label) => label.startsWith('value'))).toEqual(['value[x]', 'valueString', 'valueBoolean']);
  });

  test('elements behind a content reference', async () => {
    expect(await labels(`${instance}* component[left].referenceRange.|`)).toEqual(
      expect.arrayContaining(['low', 'high', 'appliesTo']),
    );
    expect(await labels('Instance: q\nInstanceOf: Questionnaire\n* item.item.item.|')).toContain('linkId');
  });

  test('rules of an invariant, and the context of an extension', async () => {
    expect(await labels('Invariant: i\n* |')).toEqual(expect.arrayContaining(['severity', 'human', 'expression']));
    expect(await labels('Invariant: i\nSeverity: |')).toEqual(['#error', '#warning']);
    expect(await taken('Extension: E\nContext: Observation.comp|', 'component')).toBe(
      'Extension: E\nContext: Observation.component',
    );
  });

  test('rules of a Mapping: paths of its source', async () => {
    expect(await labels('Mapping: m\nSource: Leaf\nTarget: "http://example.org"\n* valueQ|')).toContain(
      'valueQuantity',
    );
  });

  test('rules of a RuleSet: those of what inserts it', async () => {
    await editor.open('input/fsh/inserts.fsh', `${profile.replace('Typed', 'Inserts')}* component\n  * insert Low\n`);
    expect(await labels('RuleSet: Low\n* dataAbsent|')).toContain('dataAbsentReason');
    await editor.close('input/fsh/inserts.fsh');
  });
});

describe('names', () => {
  test('keywords: those of the entity that it does not have yet, and other entities', async () => {
    const found = await labels('Profile: P\nParent: Patient\nTi|');
    expect(found).toEqual(expect.arrayContaining(['Id', 'Title', 'Description', 'Instance']));
    expect(found).not.toContain('Parent');
    expect(await taken('Profile: P\nPar|', 'Parent')).toBe('Profile: P\nParent: ');
  });

  test('parents', async () => {
    const found = await labels('Profile: P\nParent: |');
    expect(found).toEqual(expect.arrayContaining(['Leaf', 'Base', 'Observation', 'Patient', 'Quantity']));
    expect(found).not.toContain('Remark');
    expect(await labels('Instance: i\nInstanceOf: |')).toEqual(expect.arrayContaining(['Leaf', 'Patient', 'House']));
    expect(await labels('Instance: i\nInstanceOf: Patient\nUsage: |')).toEqual(['#example', '#definition', '#inline']);
  });

  test('RuleSets, with places for their parameters', async () => {
    const found = await items(`${instance}* insert |`);
    expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['Published', 'Final(day)']));
    const final = found.find(({ label }) => label === 'Final(day)');
    expect(final?.textEdit?.newText).toMatch(/^Final\(\$\{1:day\}\)$/);
  });

  test('aliases, invariants, value sets, strengths', async () => {
    expect(await labels(`${profile}* code from |`)).toEqual(expect.arrayContaining(['Few', 'All', '$words']));
    expect(await labels(`${profile}* code from All (|`)).toContain('(required)');
    expect(await labels(`${profile}* obeys |`)).toContain('edit-1');
    expect(await labels('ValueSet: V\n* include codes from system |')).toEqual(
      expect.arrayContaining(['Words', '$words']),
    );
    expect(await labels(`${profile}* extension contains |`)).toContain('Remark');
  });

  test('Reference( and Canonical(', async () => {
    expect(await labels(`${instance}* subject = |`)).toContain('Reference(');
    const references = await labels(`${instance}* subject = Reference(|)`);
    expect(references).toEqual(expect.arrayContaining(['someone', 'leaf-a']));
    expect(references).not.toContain('Leaf');
    expect(await labels('Instance: q\nInstanceOf: Questionnaire\n* item.answerValueSet = Canonical(|')).toContain(
      'Few',
    );
    const targets = await labels('Profile: P\nParent: Observation\n* device only Reference(|');
    expect(targets).toEqual(expect.arrayContaining(['Gadget', 'Device', 'DeviceMetric']));
    expect(targets).not.toContain('Person');
  });

  test('types that an element may be narrowed to', async () => {
    const types = await labels('Profile: P\nParent: Observation\n* effective[x] only |');
    expect(types).toEqual(expect.arrayContaining(['dateTime', 'Period', 'Timing', 'instant']));
    expect(types).not.toContain('Quantity');
  });
});

describe('codes', () => {
  test('of the value set that is bound, with their displays', async () => {
    const found = await items(`${instance}* code = |`);
    expect(found.find(({ label }) => label === '$words#one')?.detail).toBe('One');
    expect(await taken(`${instance}* code = |`, '$words#one')).toBe(`${instance}* code = $words#one "One"`);
    expect(await labels(`${instance}* status = |`)).toEqual(expect.arrayContaining(['#final', '#amended']));
    expect(await taken(`${instance}* status = #fi|`, '#final')).toBe(`${instance}* status = #final`);
    expect(await labels(`${profile}* ^status = |`)).toEqual(expect.arrayContaining(['#draft', '#active']));
  });

  test('of a code system that is named', async () => {
    expect(await taken(`${instance}* code = $words#t|`, '$words#two')).toBe(`${instance}* code = $words#two "Two"`);
    expect(await labels('ValueSet: V\n* $words#|')).toEqual(['$words#one', '$words#two', '$words#three']);
  });

  test('true and false', async () => {
    expect(await labels('Instance: p\nInstanceOf: Patient\n* active = |')).toEqual(['true', 'false']);
  });
});

test('nothing in texts and comments', async () => {
  expect(await labels(`${instance}* note.text = "a |b"`)).toEqual([]);
  expect(await labels(`${instance}// comp|`)).toEqual([]);
});

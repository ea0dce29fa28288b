import { readFileSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DefinitionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type Location,
  type MarkupContent,
  ReferencesRequest,
  type WorkspaceSymbol,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { newProject } from '../workspace/project.ts';
import { Editor } from './editor.ts';
import { languageGuide } from './language-guide.ts';

const FILE = 'input/fsh/asked.fsh';
let editor: Editor;
let folder = '';

beforeAll(async () => {
  folder = newProject(languageGuide);
  editor = await new Editor(folder).start();
  for (const file of Object.keys(languageGuide)) if (file.endsWith('.fsh')) await editor.open(file);
  await editor.untilDiagnostics('input/fsh/examples.fsh', (found) => found.length > 0);
});

afterAll(async () => {
  await editor.end();
  rmSync(folder, { recursive: true, force: true });
});

async function hover(mark: string, file = FILE): Promise<string> {
  const answer = await editor.ask(HoverRequest.type, editor.at(file, mark));
  return (answer?.contents as MarkupContent | undefined)?.value ?? '';
}

async function definitions(mark: string, file = FILE): Promise<readonly Location[]> {
  return ((await editor.ask(DefinitionRequest.type, editor.at(file, mark))) ?? []) as Location[];
}

/** `file: what the range covers` of places in FSH. */
const told = (places: readonly Location[]) =>
  places.map(({ uri, range }) => {
    const file = uri.slice(editor.uri('').length + 1);
    return `${file}: ${editor.textAt(file, range)}`;
  });

describe('what a file has', () => {
  test('symbols, with slices and codes in them', async () => {
    const symbols = await editor.ask(DocumentSymbolRequest.type, { textDocument: { uri: editor.uri(FILE) } });
    expect(symbols?.map(({ name }) => name)).toEqual(['Asked', 'asked-a']);
    const [asked] = symbols ?? [];
    expect(asked && 'children' in asked && asked.children?.map(({ name }) => name)).toEqual([
      'component[left]',
      'component[right]',
    ]);
  });

  test('what folds: comments, entities, texts, rules with those below them', async () => {
    const ranges = await editor.ask(FoldingRangeRequest.type, { textDocument: { uri: editor.uri(FILE) } });
    const lines = ranges?.map(({ startLine, endLine }) => `${startLine}-${endLine}`);
    expect(lines).toEqual(expect.arrayContaining(['0-1', '2-22', '6-9', '15-17', '24-29']));
  });

  test('symbols of the project by some of their letters', async () => {
    const found = (await editor.ask(WorkspaceSymbolRequest.type, { query: 'pblshd' })) as WorkspaceSymbol[];
    expect(found.map(({ name }) => name)).toEqual(['Published']);
  });
});

describe('where it is declared', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a parent', 'Parent: L|eaf', 'input/fsh/leaf.fsh: Leaf'],
    ['an alias', '$w|ords#one "One"', 'input/fsh/aliases.fsh: $words'],
    ['a RuleSet', 'insert Fin|al(06)', 'input/fsh/rule-sets.fsh: Final'],
    ['an invariant', 'obeys edit|-1', 'input/fsh/base.fsh: edit-1'],
    ['an instance', 'Reference(some|one)', 'input/fsh/examples.fsh: someone'],
    ['a slice', 'component[le|ft].valueQuantity = 1', 'input/fsh/asked.fsh: left'],
  ];
  for (const [what, mark, place] of cases)
    test(what, async () => expect(told((await definitions(mark)).slice(0, 1))).toEqual([place]));

  test('in a package: a JSON file that may only be read', async () => {
    const [place] = await definitions('from http://hl7.org/fhir/ValueSet/obs|ervation-interpretation');
    const file = fileURLToPath(place?.uri ?? '');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      url: 'http://hl7.org/fhir/ValueSet/observation-interpretation',
    });
    expect(statSync(file).mode & 0o222).toBe(0);
  });

  test('an element of R4: its line in the definition that has it', async () => {
    const [place] = await definitions('referenceRange.l|ow.value 0..1');
    const lines = readFileSync(fileURLToPath(place?.uri ?? ''), 'utf8').split('\n');
    expect(lines[place?.range.start.line ?? 0]).toMatch(/"id": "Observation\.referenceRange\.low"/);
  });
});

describe('who names it', () => {
  test('a profile, in other files too, with its declaration', async () => {
    const params = { ...editor.at('input/fsh/leaf.fsh', 'Profile: Le|af'), context: { includeDeclaration: true } };
    const places = (await editor.ask(ReferencesRequest.type, params)) ?? [];
    expect(told(places).sort()).toEqual([
      'input/fsh/asked.fsh: Leaf',
      'input/fsh/bundle.fsh: Leaf',
      'input/fsh/examples.fsh: Leaf',
      'input/fsh/examples.fsh: Leaf',
      'input/fsh/leaf.fsh: Leaf',
      'input/fsh/leaf.fsh: Leaf',
      'input/fsh/others.fsh: Leaf',
    ]);
  });

  test('a type of R4', async () => {
    const params = { ...editor.at('input/fsh/others.fsh', 'Parent: Pat|ient'), context: { includeDeclaration: false } };
    expect(told((await editor.ask(ReferencesRequest.type, params)) ?? [])).toEqual(['input/fsh/others.fsh: Patient']);
  });

  test('to a slice: of the guide, with where it is set up, and of a package', async () => {
    const own = { ...editor.at(FILE, 'component[le|ft].valueQuantity'), context: { includeDeclaration: true } };
    const places = Array(3).fill(`${FILE}: left`);
    expect(told((await editor.ask(ReferencesRequest.type, own)) ?? [])).toEqual(places);
    const used = { ...own, context: { includeDeclaration: false } };
    expect(told((await editor.ask(ReferencesRequest.type, used)) ?? [])).toEqual(places.slice(1));
    const file = 'input/fsh/pressure.fsh';
    await editor.open(
      file,
      'Profile: Pressure\nParent: http://hl7.org/fhir/StructureDefinition/bp\n* component[SystolicBP] MS\n\nInstance: pressure\nInstanceOf: Pressure\n* component[SystolicBP].valueQuantity = 120 \'mm[Hg]\'\n\nInstance: other\nInstanceOf: bp\n* component[SystolicBP].interpretation.text = "x"\n',
    );
    const theirs = { ...editor.at(file, 'component[Systo|licBP].value'), context: { includeDeclaration: true } };
    expect(told((await editor.ask(ReferencesRequest.type, theirs)) ?? [])).toEqual(
      Array(3).fill(`${file}: SystolicBP`),
    );
    await editor.close(file);
  });
});

describe('what stands behind it', () => {
  test('an element: cardinality, type, binding, and who has set each', async () => {
    const text = await hover('* interp|retation from');
    expect(text).toContain('**Observation.interpretation** `0..*`');
    expect(text).toContain('CodeableConcept');
    expect(text).toMatch(/binding `http:\/\/hl7.org\/fhir\/ValueSet\/observation-interpretation.*`: set by .*4\.0\.1/);
  });

  test('what a parent in the guide has set', async () => {
    const text = await hover('* sub|ject and device MS');
    expect(text).toContain('`1..1` MS');
    expect(text).toMatch(/cardinality `1\.\.1`: set by Base \(this guide\)/);
    expect(text).toMatch(/must support `MS`: set by Asked \(this guide\)/);
  });

  test('elements behind a content reference, a choice and a slice', async () => {
    expect(await hover('component[right].referenceRange.hi|gh MS')).toContain('referenceRange.high');
    expect(await hover('valueQuantity.un|it = "kg"')).toContain('**Quantity.unit**');
    expect(await hover('component[left].valueQ|uantity = 1')).toContain('Quantity');
    expect(await hover('* component[le|ft]\n')).toContain('left** `0..1`');
  });

  test('a path behind ^', async () => {
    expect(await hover('^slicing.r|ules')).toContain('**ElementDefinition.slicing.rules** `1..1`');
  });

  test('an entity, an alias, a code, a definition of a package', async () => {
    expect(await hover('Parent: Le|af')).toContain('**Profile Leaf**');
    expect(await hover('insert Fin|al(06)')).toContain('**RuleSet Final(day)**');
    expect(await hover('= $wor|ds#one "One"')).toContain('https://edited.example/fhir/CodeSystem/words');
    expect(await hover('= $words#o|ne "One"')).toContain('**One**');
    expect(await hover('Parent: Obs|ervation', 'input/fsh/base.fsh')).toContain(
      'http://hl7.org/fhir/StructureDefinition/Observation|4.0.1',
    );
  });

  test('places beyond the file, and where nothing stands', async () => {
    const textDocument = { uri: editor.uri(FILE) };
    for (const position of [
      { line: 10_000, character: 3 },
      { line: 1, character: 10_000 },
      { line: 23, character: 0 },
    ])
      await editor.ask(HoverRequest.type, { textDocument, position });
    expect(
      await editor.ask(HoverRequest.type, { textDocument: { uri: 'untitled:a' }, position: { line: 0, character: 0 } }),
    ).toBeNull();
  });
});

describe('a broken file', () => {
  test('keeps what it had for the others, and its own outline', async () => {
    const file = 'input/fsh/leaf.fsh';
    await editor.replace(file, 'Profile: Leaf', 'Profil Leaf');
    await editor.untilDiagnostics(file, (found) => found.some(({ code }) => code === 'fsh-syntax'));
    expect(await hover('Parent: Le|af')).toContain('**Profile Leaf**');
    const symbols = await editor.ask(DocumentSymbolRequest.type, { textDocument: { uri: editor.uri(file) } });
    expect(symbols?.map(({ name }) => name).sort()).toEqual(['Leaf', 'Twig']);
    await editor.replace(file, 'Profil Leaf', 'Profile: Leaf');
    await editor.untilDiagnostics(file, (found) => found.every(({ code }) => code !== 'fsh-syntax'));
  });
});

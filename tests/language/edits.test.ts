import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  DidChangeConfigurationNotification,
  DocumentLinkRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  RenameRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { newProject } from '../workspace/project.ts';
import { Editor, type Finding } from './editor.ts';
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

async function actions(file: string, text: string): Promise<readonly CodeAction[]> {
  const found = await editor.untilDiagnostics(file, (all) => all.some(({ message }) => message.includes(text)));
  const { range } = found.find(({ message }) => message.includes(text)) as Finding;
  const params = { textDocument: { uri: editor.uri(file) }, range, context: { diagnostics: [] } };
  const answer = (await editor.ask(CodeActionRequest.type, params)) ?? [];
  return (answer as CodeAction[]).filter(({ diagnostics }) =>
    diagnostics?.some(({ message }) => String(message).includes(text)),
  );
}

/** The lines of a file that an edit changes. */
function changed(file: string, edit: WorkspaceEdit | undefined | null): readonly string[] {
  const document = editor.document(file);
  const after = TextDocument.applyEdits(document, edit?.changes?.[editor.uri(file)] ?? []);
  const before = new Set(document.getText().split('\n'));
  return after.split('\n').filter((line) => !before.has(line));
}

const PRESSURE = `Instance: pressure
InstanceOf: http://hl7.org/fhir/StructureDefinition/bp
* status = #final
* component[SystolicBP].valueQuantity = 120 'mm[Hg]'
* component[SystolicBP].interpretation.text = "As always"
`;

describe('what can be done about a finding', () => {
  test('each "did you mean": an element, a code, a RuleSet, a parent', async () => {
    const file = 'input/fsh/others.fsh';
    await editor.replace(file, '* name 1..*', '* nmae 1..*');
    await editor.replace(file, 'Parent: Device\n', 'Parent: Devise\n');
    const [element] = await actions(file, 'nmae');
    expect(element?.title).toBe('Replace with name');
    expect(changed(file, element?.edit)).toEqual(['* name 1..*']);
    expect(changed(file, (await actions(file, 'Devise'))[0]?.edit)).toEqual(['Parent: Device']);
    await editor.replace(file, '* nmae 1..*', '* name 1..*');
    await editor.replace(file, 'Parent: Devise\n', 'Parent: Device\n');

    await editor.replace(FILE, "component[left].valueQuantity = 1 'kg'", "component[lfet].valueQuantity = 1 'kg'");
    expect(changed(FILE, (await actions(FILE, 'lfet'))[0]?.edit)).toEqual(["* component[left].valueQuantity = 1 'kg'"]);
    await editor.replace(FILE, "component[lfet].valueQuantity = 1 'kg'", "component[left].valueQuantity = 1 'kg'");
    await editor.replace(FILE, 'Reference(someone)', 'Reference(somoene)');
    expect(changed(FILE, (await actions(FILE, 'Cannot find the entity'))[0]?.edit)).toEqual([
      '* subject = Reference(someone)',
    ]);
    await editor.replace(FILE, 'Reference(somoene)', 'Reference(someone)');
    await editor.replace(FILE, 'insert Final(06)', 'insert Fianl(06)');
    expect(changed(FILE, (await actions(FILE, 'Fianl'))[0]?.edit)).toEqual(['* insert Final(06)']);
    await editor.replace(FILE, 'insert Fianl(06)', 'insert Final(06)');
    await editor.replace(FILE, "valueQuantity = 1 'kg'", "valueQuantity = 1 'kgs'");
    expect(await actions(FILE, 'kgs')).toBeDefined();
    await editor.replace(FILE, "valueQuantity = 1 'kgs'", "valueQuantity = 1 'kg'");
    await editor.untilDiagnostics(FILE, (found) => found.every(({ message }) => !message.includes('kgs')));
  });

  test('a required element that is missing is added, with what it must be', async () => {
    await editor.replace(FILE, '* code = $words#one "One"\n* subject', '* subject');
    const found = await actions(FILE, 'Observation.code');
    const adding = found.find(({ title }) => title === 'Add code');
    const [line] = changed(FILE, adding?.edit);
    expect(line).toMatch(/^\* code = \$words#\w+$/);
    await editor.replace(FILE, '* subject = ', '* code = $words#one "One"\n* subject = ');
    await editor.untilDiagnostics(FILE, (all) => all.every(({ message }) => !message.includes('Observation.code')));
  });

  test('a warning is suppressed, with a reason to write; an error is not', async () => {
    const [warning] = (await actions(FILE, 'should have a performer')).filter(({ title }) =>
      title.startsWith('Suppress'),
    );
    const [edit] = Object.values(warning?.edit?.changes ?? {});
    expect(Object.keys(warning?.edit?.changes ?? {})[0]).toMatch(/suppressions\.yaml$/);
    expect(edit?.[0]?.newText).toMatch(/^\n- message: 'An Observation should have a performer.*'\n {2}reason: TODO/);
    await editor.replace(FILE, 'Parent: Leaf', 'Parent: Leef');
    const error = await actions(FILE, 'Leef');
    expect(error.map(({ title }) => title)).toEqual(['Replace with Leaf']);
    await editor.replace(FILE, 'Parent: Leef', 'Parent: Leaf');
  });
});

describe('another name', () => {
  async function renamed(mark: string, newName: string, file = FILE): Promise<Record<string, readonly string[]>> {
    const edit = await editor.ask(RenameRequest.type, { ...editor.at(file, mark), newName });
    const files = Object.keys(languageGuide).filter((each) => edit?.changes?.[editor.uri(each)] !== undefined);
    return Object.fromEntries(files.map((each) => [each, changed(each, edit)]));
  }

  test('of an entity, in all files', async () => {
    expect(await renamed('Profile: Le|af', 'Blade', 'input/fsh/leaf.fsh')).toEqual({
      'input/fsh/leaf.fsh': ['Profile: Blade', 'Parent: Blade'],
      'input/fsh/others.fsh': ['* entry[leaf].resource only Blade'],
      'input/fsh/examples.fsh': ['InstanceOf: Blade', 'InstanceOf: Blade'],
      'input/fsh/bundle.fsh': ['InstanceOf: Blade'],
      'input/fsh/asked.fsh': ['Parent: Blade'],
    });
  });

  test('of an alias and of a RuleSet', async () => {
    const alias = await renamed('$wor|ds#one "One"', '$terms');
    expect(alias['input/fsh/aliases.fsh']).toEqual(['Alias: $terms = https://edited.example/fhir/CodeSystem/words']);
    expect(alias[FILE]).toEqual(['  * code = $terms#one', '* code = $terms#one "One"']);
    const ruleSet = await renamed('insert Fi|nal(06)', 'Ended');
    expect(ruleSet['input/fsh/rule-sets.fsh']).toEqual(['RuleSet: Ended(day)']);
    expect(ruleSet[FILE]).toEqual(['* insert Ended(06)']);
  });

  test('of a slice: where it is set up, in paths, and in instances', async () => {
    expect(await renamed('component[le|ft].valueQuantity', 'near')).toEqual({
      [FILE]: [
        '* component contains near 0..1 and right 0..1',
        '* component[near]',
        "* component[near].valueQuantity = 1 'kg'",
      ],
    });
  });

  test('is refused where it is none, or taken', async () => {
    const params = { ...editor.at(FILE, 'Profile: As|ked'), newName: 'two words' };
    await expect(editor.connection.sendRequest(RenameRequest.type, params)).rejects.toThrow(
      'no name that FSH can have',
    );
    await expect(editor.connection.sendRequest(RenameRequest.type, { ...params, newName: 'Leaf' })).rejects.toThrow(
      'leaf.fsh has a declaration of that name: Profile Leaf',
    );
    expect(await editor.ask(PrepareRenameRequest.type, editor.at(FILE, 'Tit|le: "What'))).toBeNull();

    const file = 'input/fsh/pressure.fsh';
    await editor.open(file, PRESSURE);
    const slice = { ...editor.at(file, 'component[Systo|licBP].valueQuantity'), newName: 'high' };
    await expect(editor.connection.sendRequest(RenameRequest.type, slice)).rejects.toThrow(
      "The slice SystolicBP is one of a package's profile",
    );
    await editor.close(file);
  });
});

test('what a RuleSet takes, while it is inserted', async () => {
  const help = await editor.ask(SignatureHelpRequest.type, editor.at(FILE, 'insert Final(0|6)'));
  expect(help?.signatures[0]?.label).toBe('Final(day)');
  expect(help?.activeParameter).toBe(0);
  expect(help?.signatures[0]?.parameters?.[0]?.documentation).toContain('{day}');
});

test('what each word is', async () => {
  const { semanticTokensProvider } = editor.result?.capabilities ?? {};
  const types = semanticTokensProvider?.legend.tokenTypes ?? [];
  const answer = await editor.ask(SemanticTokensRequest.type, { textDocument: { uri: editor.uri(FILE) } });
  const document = editor.document(FILE);
  const words: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < (answer?.data.length ?? 0); at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = answer?.data.slice(at, at + 5) ?? [];
    line += down;
    character = down === 0 ? character + right : right;
    const text = document.getText({ start: { line, character }, end: { line, character: character + length } });
    words.push(`${types[type]} ${text}`);
  }
  expect(words.slice(0, 6)).toEqual(['comment // What is asked of,', 'comment // over two lines.', 'keyword Profile:', 'class Asked', 'keyword Parent:', 'class Leaf']); // biome-ignore format: a list
  expect(words).toEqual(expect.arrayContaining(['function Final', 'parameter 06', 'variable $words', 'enumMember #one', 'property component[left]', 'string   lines.', 'operator obeys'])); // biome-ignore format: a list
});

test('links', async () => {
  const links = await editor.ask(DocumentLinkRequest.type, { textDocument: { uri: editor.uri(FILE) } });
  expect(links?.map(({ target }) => target)).toEqual(['http://hl7.org/fhir/ValueSet/observation-interpretation']);
});

test('cardinalities and types behind paths, for who wants them', async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const params = { textDocument: { uri: editor.uri(FILE) }, range };
  expect(await editor.ask(InlayHintRequest.type, params)).toEqual([]);
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { ig: { inlayHints: true } },
  });
  const hints = (await editor.ask(InlayHintRequest.type, params)) ?? [];
  expect(hints.map(({ label }) => label)).toContain('0..1 Quantity');
});

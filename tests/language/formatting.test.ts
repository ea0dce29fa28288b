import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { newProject } from '../workspace/project.ts';
import { Editor } from './editor.ts';
import { languageGuide } from './language-guide.ts';

const FILE = 'input/fsh/spaced.fsh';
const text =
  'Alias: $é = http://a  \r\nAlias:         $b = http://b\r\n\r\n\r\n  Profile: Spaced\r\nParent: Patient\r\n*   name   1..1  // kept   so\r\n';
const formatted =
  'Alias: $é = http://a\r\nAlias: $b = http://b\r\n\r\nProfile: Spaced\r\nParent: Patient\r\n* name 1..1  // kept   so\r\n';
const options = { tabSize: 2, insertSpaces: true };
let editor: Editor;
let folder = '';

beforeAll(async () => {
  folder = newProject({ ...languageGuide, [FILE]: text });
  editor = await new Editor(folder).start();
  await editor.open(FILE);
});
afterAll(async () => {
  await editor.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a file is formatted as it is typed, with edits of white space alone', async () => {
  const params = { textDocument: { uri: editor.uri(FILE) }, options };
  const edits = (await editor.ask(DocumentFormattingRequest.type, params)) ?? [];
  expect(TextDocument.applyEdits(editor.document(FILE), edits)).toBe(formatted);
  const document = editor.document(FILE);
  expect(edits.map(({ newText, range }) => (newText + document.getText(range)).trim()).join('')).toBe('');
});

test('a selection is, and nothing beside it', async () => {
  const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
  const params = { textDocument: { uri: editor.uri(FILE) }, range, options };
  const edits = (await editor.ask(DocumentRangeFormattingRequest.type, params)) ?? [];
  expect(TextDocument.applyEdits(editor.document(FILE), edits)).toBe(text.replace('Alias:         $b', 'Alias: $b'));
});

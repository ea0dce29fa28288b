import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { actionsFor } from '../../scripts/language/actions/actions.ts';
import { diagnosticsOf } from '../../scripts/language/findings/diagnostics.ts';
import { Guide } from '../../scripts/language/guide/guide.ts';
import { Targets } from '../../scripts/language/paths/targets.ts';
import { Sources } from '../../scripts/language/sources/sources.ts';
import type { Definitions } from '../../scripts/model/definition/definitions.ts';
import { findAmbiguousReferences } from '../../scripts/packages/definitions/ambiguity.ts';
import { temporaryProject } from '../compile/temporary-project.ts';

const URL = 'https://two.example/StructureDefinition/weight';
const versions = ['3.0.1', '3.2.0'].map((version) => ({ package: { id: 'two.example', version }, version }));

/** What is found where two loaded versions of a package answer a canonical. */
function found() {
  const [, newer] = versions;
  const resolution = { ...newer, reason: 'newest', others: [versions[0]] };
  const definitions = { explain: () => resolution } as unknown as Definitions;
  const profile = { resourceType: 'StructureDefinition', url: 'https://own.example/a', baseDefinition: URL };
  const [first] = findAmbiguousReferences([profile], definitions, { id: 'own', version: '1.0.0' });
  if (first === undefined) throw new Error('It is not ambiguous.');
  return first.issue;
}

test('an ambiguous canonical is pinned to the version that answers', () => {
  const file = 'input/fsh/a.fsh';
  const root = temporaryProject({ [file]: `Profile: A\nParent: ${URL}\n` });
  const sources = new Sources(root);
  const source = sources.get(file);
  if (source === undefined) throw new Error('There is no such file.');
  const issue = { ...found(), source: { file, line: 2, column: 1 } };
  const context = { sources, rules: {}, programFolder: root, declarationOf: () => undefined };
  const diagnostics = diagnosticsOf([{ issue }], context).get(file) ?? [];
  const guide = new Guide(sources, true);
  const known = { guide, targets: new Targets(guide) };
  const [range] = diagnostics.map((each) => each.range);
  if (range === undefined) throw new Error('Nothing was found.');
  const [action] = actionsFor(source, range, diagnostics, known, false);
  expect(action?.title).toBe('Pin to 3.2.0');
  const document = TextDocument.create(source.uri, 'fsh', 1, source.text);
  const after = TextDocument.applyEdits(document, action?.edit?.changes?.[source.uri] ?? []);
  expect(after).toBe(`Profile: A\nParent: ${URL}|3.2.0\n`);
});

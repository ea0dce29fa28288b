import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { movedAlong } from '../../scripts/language/findings/moved.ts';

const TEXT = 'Instance: a\nInstanceOf: Patient\n* name.family = "Bad"\n* active = true\n';

/** What a finding on a piece of the text marks after an edit; undefined where it is gone. */
function markedAfter(piece: string, edited: string): string | undefined {
  const document = TextDocument.create('', 'fsh', 1, TEXT);
  const at = TEXT.indexOf(piece);
  const range = { start: document.positionAt(at), end: document.positionAt(at + piece.length) };
  const finding: Diagnostic = { range, message: 'It is bad.' };
  const [moved] = movedAlong([finding], TEXT, edited);
  return moved && TextDocument.create('', 'fsh', 2, edited).getText(moved.range);
}

describe('a finding on a text that is edited', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['stays where nothing has changed', TEXT, '"Bad"'],
    ['moves with lines that are put in before it', `\n\n// more\n${TEXT}`, '"Bad"'],
    ['moves with lines that are taken out before it', TEXT.replace('InstanceOf: Patient\n', ''), '"Bad"'],
    ['moves on its own line', TEXT.replace('name.family', 'name[0].family'), '"Bad"'],
    ['stays where something behind it changes', TEXT.replace('true', 'false'), '"Bad"'],
    ['is gone where it is edited itself', TEXT.replace('Bad', 'Good'), undefined],
    ['is gone with its line', TEXT.replace('* name.family = "Bad"\n', ''), undefined],
  ];
  for (const [what, edited, marked] of cases) test(what, () => expect(markedAfter('"Bad"', edited)).toBe(marked));
});

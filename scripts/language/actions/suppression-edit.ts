import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { withoutStandIns } from '../../report/finding/stand-in-lead.ts';
import { SUPPRESSIONS } from '../../report/gate/suppression.ts';

/**
 * An entry at the end of suppressions.yaml; why the project lives with the finding is the author's to say.
 * @returns undefined where there is no such file and the editor cannot make one
 */
export function suppressionEdit(message: string, root: string, canCreateFiles: boolean): WorkspaceEdit | undefined {
  const uri = pathToFileURL(join(root, SUPPRESSIONS)).href;
  const text = read(root);
  const entry = [
    `- message: '${withoutStandIns(message).replaceAll("'", "''")}'`,
    '  reason: TODO say why the project lives with it',
    '  owner: TODO say whom to ask',
    '  expires: never',
    '',
  ].join('\n');
  if (text === undefined) {
    if (!canCreateFiles) return undefined;
    const start = { line: 0, character: 0 };
    return {
      documentChanges: [
        { kind: 'create', uri, options: { ignoreIfExists: true } },
        { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: entry }] },
      ],
    };
  }
  const lines = text.split('\n');
  const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return { changes: { [uri]: [{ range: { start: end, end }, newText: `${gap}${entry}` }] } };
}

function read(root: string): string | undefined {
  try {
    return readTextIfThere(join(root, SUPPRESSIONS), LONGEST_SETTINGS);
  } catch {
    return undefined;
  }
}

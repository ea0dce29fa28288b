import { basename } from 'node:path';
import {
  EventEmitter,
  ProgressLocation,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { abortOn, firstLine } from './command-run.ts';
import type { Guide } from './guide.ts';
import { run } from './run.ts';

/** The scheme of answers: documents that nobody can edit, and that are no files. */
export const ANSWERS = 'ig-answer';

export class Answers implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changes = new EventEmitter<Uri>();
  readonly onDidChange = this.#changes.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  set(uri: Uri, text: string): void {
    this.#texts.set(uri.path, text);
    this.#changes.fire(uri);
  }

  /** The editor has closed it. */
  forget(uri: Uri): void {
    if (uri.scheme === ANSWERS) this.#texts.delete(uri.path);
  }
}

/**
 * Shows what the API that a guide describes would answer to the JSON in the active editor, saved or not: the HTTP
 * status, its OperationOutcome, and the findings behind it.
 */
export async function checkPayload(guideOf: (uri: Uri) => Guide | undefined, answers: Answers): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !/^jsonc?$/.test(document.languageId)) {
    await window.showInformationMessage('Open the JSON file that would be sent, and call this again.');
    return;
  }
  const guide = guideOf(document.uri);
  if (guide === undefined) {
    await window.showInformationMessage(
      'Open the folder of a guide (with sushi-config.yaml): its API is the one that answers.',
    );
    return;
  }
  const program = await guide.program();
  if (typeof program === 'string') {
    await window.showErrorMessage(program);
    return;
  }
  const args = ['validate', '--as-api', '--project', guide.folder, '--quiet', '--no-color'];
  if (guide.offline) args.push('--offline');
  for (const [name, value] of Object.entries(guide.context)) args.push('--context', `${name}=${value}`);
  const name = basename(document.uri.path);
  const options = { location: ProgressLocation.Notification, title: `ig: checking ${name}`, cancellable: true };
  const { code, output, said } = await window.withProgress(options, (_, token) =>
    run(program, [...args, '-'], { folder: guide.folder, input: document.getText(), signal: abortOn(token) }),
  );
  if (code === undefined) return;
  if (code > 1) {
    await window.showErrorMessage(`ig validate could not run: ${firstLine(said)}`);
    return;
  }
  const uri = Uri.from({ scheme: ANSWERS, path: `/${name} (answer).txt` });
  answers.set(uri, output.replaceAll(/(?<=^\S+ +\S+ +)-(?=:\d)/gm, name)); // standard input has a name here
  const answer = await workspace.openTextDocument(uri);
  await window.showTextDocument(answer, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}

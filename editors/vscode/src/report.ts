import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ExtensionContext, ProgressLocation, ViewColumn, type WebviewPanel, window } from 'vscode';
import { abortOn, firstLine } from './command-run.ts';
import type { Guide } from './guide.ts';
import { run } from './run.ts';

/** One panel per guide, by its folder. */
const panels = new Map<string, WebviewPanel>();

/** Builds the guide as it is on disk, and shows the report that `ig build` writes. */
export async function openReport(guide: Guide, context: ExtensionContext): Promise<void> {
  const program = await guide.program();
  if (typeof program === 'string') {
    await window.showErrorMessage(program);
    return;
  }
  const folder = context.globalStorageUri.fsPath;
  await mkdir(folder, { recursive: true });
  const file = join(folder, `report-${Buffer.from(guide.folder).toString('base64url').slice(-100)}.html`);
  const title = `ig: building ${basename(guide.folder)}`;
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const { code, said } = await window.withProgress(options, (_, token) =>
    run(
      program,
      ['build', guide.folder, '--quiet', `--format`, `html=${file}`, ...(guide.offline ? ['--offline'] : [])],
      {
        folder: guide.folder,
        signal: abortOn(token),
      },
    ),
  );
  if (code === undefined) return;
  if (code > 1) {
    await window.showErrorMessage(`ig build could not run: ${firstLine(said)}`);
    return;
  }
  show(guide, await readFile(file, 'utf8'));
}

function show(guide: Guide, html: string): void {
  let panel = panels.get(guide.folder);
  if (panel === undefined) {
    // The report says in its own Content-Security-Policy that it runs its one script and loads nothing.
    panel = window.createWebviewPanel('ig.report', `Report: ${basename(guide.folder)}`, ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => panels.delete(guide.folder));
    panels.set(guide.folder, panel);
  }
  panel.webview.html = html;
  panel.reveal();
}

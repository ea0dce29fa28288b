import { commands, type ExtensionContext, languages, type Uri, window, workspace } from 'vscode';
import { guidesIn } from './find-guides.ts';
import { Guide } from './guide.ts';
import { ANSWERS, Answers, checkPayload } from './payload.ts';
import { openReport } from './report.ts';
import { Status } from './status.ts';

let guides: readonly Guide[] = [];

/** VS Code calls it when a guide or a file of FSH is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('ig', { log: true });
  const status = new Status('ig.explainStatus');
  const answers = new Answers();
  const show = () => status.show(guides.map(({ state }) => state));

  /** One after the other: a change of settings may come while a server starts. */
  let turn: Promise<void> = Promise.resolve();
  const restart = () => {
    turn = turn.then(async () => {
      await stopAll();
      guides = (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .flatMap((folder) => guidesIn(folder.uri.fsPath).map((guide) => new Guide(guide, folder, log, show)));
      await commands.executeCommand('setContext', 'ig.hasGuide', guides.length > 0);
      show();
      await Promise.all(guides.map((guide) => guide.start()));
      await tellWhatIsMissing();
    });
    return turn;
  };

  context.subscriptions.push(
    log,
    status,
    languages.onDidChangeDiagnostics(show),
    workspace.registerTextDocumentContentProvider(ANSWERS, answers),
    workspace.onDidCloseTextDocument(({ uri }) => answers.forget(uri)),
    workspace.onDidChangeWorkspaceFolders(restart),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((event) => {
      if (['ig.path', 'ig.node', 'ig.offline'].some((name) => event.affectsConfiguration(name))) void restart();
    }),
    commands.registerCommand('ig.openReport', async () => {
      const guide = await chosenGuide();
      if (guide !== undefined) await openReport(guide, context);
    }),
    commands.registerCommand('ig.checkPayload', () => checkPayload(guideOf, answers)),
    commands.registerCommand('ig.restart', restart),
    commands.registerCommand('ig.showLog', () => log.show()),
    commands.registerCommand('ig.explainStatus', explainStatus),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await stopAll();
}

async function stopAll(): Promise<void> {
  await Promise.all(guides.map((guide) => guide.stop()));
  guides = [];
}

/** The guide that a file is in, or the only one. */
function guideOf(uri: Uri | undefined): Guide | undefined {
  const path = uri?.fsPath ?? '';
  const inside = guides.find(({ folder }) => path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`));
  return inside ?? (guides.length === 1 ? guides[0] : undefined);
}

async function chosenGuide(): Promise<Guide | undefined> {
  const guide = guideOf(window.activeTextEditor?.document.uri);
  if (guide !== undefined) return guide;
  if (guides.length === 0) {
    await window.showInformationMessage('Open the folder of a guide: the one with sushi-config.yaml.');
    return undefined;
  }
  const folders = guides.map(({ folder }) => folder);
  const chosen = await window.showQuickPick(folders, { placeHolder: 'The report of which guide?' });
  return guides.find(({ folder }) => folder === chosen);
}

async function explainStatus(): Promise<void> {
  if (!workspace.isTrusted) await commands.executeCommand('workbench.trust.manage');
  else if (guides.some(({ state }) => state.kind === 'failed')) await tellWhatIsMissing();
  else await commands.executeCommand('workbench.actions.view.problems');
}

/** Says once and clearly why no server runs. */
async function tellWhatIsMissing(): Promise<void> {
  const messages = guides.flatMap(({ state }) => (state.kind === 'failed' ? [state.message] : []));
  if (messages.length === 0) return;
  const [settings, again, log] = ['Open settings', 'Try again', 'Show the log'];
  // Not waited for: the message stays until it is answered.
  void window.showWarningMessage(messages.join(' '), settings, again, log).then((answer) => {
    if (answer === settings) return commands.executeCommand('workbench.action.openSettings', '@ext:ig.ig-fsh');
    if (answer === again) return commands.executeCommand('ig.restart');
    return answer === log ? commands.executeCommand('ig.showLog') : undefined;
  });
}

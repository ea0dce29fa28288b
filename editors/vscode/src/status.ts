import { DiagnosticSeverity, languages, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import { type Counts, type State, statusOf } from './verdict.ts';

/** The verdict in the status bar. A click leads to what it says: findings, trust or what is missing. */
export class Status {
  readonly #item: StatusBarItem;

  constructor(command: string) {
    this.#item = window.createStatusBarItem('ig.verdict', StatusBarAlignment.Left, 10);
    this.#item.name = 'ig: verdict';
    this.#item.command = command;
  }

  show(states: readonly State[]): void {
    const status = statusOf(states, countFindings());
    if (status === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = status.text;
    this.#item.tooltip = status.tooltip;
    this.#item.backgroundColor =
      status.color === undefined ? undefined : new ThemeColor(`statusBarItem.${status.color}Background`);
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function countFindings(): Counts {
  let [errors, warnings, notes] = [0, 0, 0];
  for (const [, diagnostics] of languages.getDiagnostics())
    for (const { source, severity } of diagnostics) {
      if (source !== 'ig') continue;
      if (severity === DiagnosticSeverity.Error) errors++;
      else if (severity === DiagnosticSeverity.Warning) warnings++;
      else notes++;
    }
  return { errors, warnings, notes };
}

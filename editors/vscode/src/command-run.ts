import type { CancellationToken } from 'vscode';

export function abortOn(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** What a program said first, without the colours and its name. */
export function firstLine(said: string): string {
  const line = said.split('\n').find((one) => one.trim() !== '') ?? 'it said nothing.';
  return line.replace(/^ig: /, '').trim();
}
